using System.Collections.Concurrent;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>
/// The messages whose turns have not ended, on a cluster: when a session is silent for a while, what is pending is sent again. An
/// activation that knows it says so, or how it ended; one that took the place of a dead one begins the turn anew. Nobody's message
/// is lost with a silo, and none is answered twice. Costs a timer while something is pending. Thread-safe.
/// </summary>
internal sealed partial class PendingTurns : IDisposable
{
    private readonly ConcurrentDictionary<string, PendingSession> _sessions = new();
    private readonly ConnectionTable _table;
    private readonly Insistence _insistence;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PendingTurns> _log;
    private readonly ITimer? _timer;

    public PendingTurns(ConnectionTable table, Insistence insistence, DeliveryOptions options, TimeProvider time, ILogger<PendingTurns> log)
    {
        (_table, _insistence, _options, _time, _log) = (table, insistence, options, time, log);
        if (!insistence.IsOn) return;
        table.Lost += ResendSoon;
        table.Happened += Heard;
        _timer = time.CreateTimer(_ => Sweep(), null, options.ResendAfter / 3, options.ResendAfter / 3);
    }

    /// <summary>How many messages are pending.</summary>
    public int Count => _sessions.Sum(static pair => pair.Value.Count);

    /// <summary>Notes a message before it is sent.</summary>
    /// <param name="session">The session's key.</param>
    /// <param name="grain">The session.</param>
    /// <param name="command">The message; it must have an id.</param>
    /// <param name="failed">Is told once what became of a message that came to nothing.</param>
    public PendingTurn Add(string session, ITutorSessionGrain grain, StartChat command, Action<ChatStatus?> failed)
    {
        var pending = new PendingTurn(command, failed, _time.GetTimestamp());
        while (!_sessions.GetOrAdd(session, _ => new PendingSession(grain, _time)).TryAdd(pending))
        {
        }
        return pending;
    }

    /// <summary>Notes what the session has said to a message when it was first sent; what was refused is pending no more.</summary>
    public void Answered(string session, PendingTurn pending, ChatOutcome outcome)
    {
        if (!_sessions.TryGetValue(session, out var all)) return;
        var isOpen = outcome.Status is ChatStatus.Accepted or ChatStatus.InProgress;
        if (!isOpen || all.Knows(pending, outcome.Turn)) Drop(session, all, pending);
    }

    /// <summary>A message need not be sent again: the session has refused it.</summary>
    public void Drop(string session, PendingTurn pending)
    {
        if (_sessions.TryGetValue(session, out var all)) Drop(session, all, pending);
    }

    /// <summary>Sends what is pending of a session again, oldest first, and waits until the session has it. True when there was something.</summary>
    public async Task<bool> ResendAsync(string session)
    {
        if (!_sessions.TryGetValue(session, out var all) || !all.TryBeginResend(out var pending)) return false;
        LogResending(_log, session, pending.Count);
        try
        {
            foreach (var one in pending) await ResendAsync(session, all, one);
            return pending.Count > 0;
        }
        finally
        {
            all.EndResend();
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Sweep()
    {
        foreach (var (session, all) in _sessions)
        {
            if (all.IsSilentFor(_options.ResendAfter)) _ = ResendAsync(session);
        }
    }

    private void Heard(string session, SessionEvent happened)
    {
        if (_sessions.TryGetValue(session, out var all) && all.Heard(happened)) _sessions.TryRemove(KeyValuePair.Create(session, all));
    }

    private void ResendSoon(string session)
    {
        if (_sessions.ContainsKey(session)) _ = ResendAsync(session);
    }

    private async Task ResendAsync(string session, PendingSession all, PendingTurn pending)
    {
        try
        {
            var again = pending.Command with { IsAgain = true, Policy = DoubleText.Queue };
            Note(session, all, pending, await _insistence.CallAsync(() => all.Grain.Chat(again)));
        }
        catch (Exception failure)
        {
            LogNotResent(_log, session, failure);
            if (Insistence.MayBeLost(failure) && _time.GetElapsedTime(pending.Since) < _options.GiveUpAfter) return;
            Drop(session, all, pending);
            pending.Fail(null);
        }
    }

    private void Note(string session, PendingSession all, PendingTurn pending, ChatOutcome outcome)
    {
        LogSaid(_log, session, outcome.Status, outcome.Turn);
        if (outcome.Status is ChatStatus.Accepted or ChatStatus.InProgress)
        {
            if (all.Knows(pending, outcome.Turn)) Drop(session, all, pending);
            return;
        }
        Drop(session, all, pending);
        if (outcome.Status != ChatStatus.Answered) pending.Fail(outcome.Status);
        else if (outcome.Final!.Seq > _table.Find(session)?.Last) _table.Renew(session); // its end was lost on the way
    }

    private void Drop(string session, PendingSession all, PendingTurn pending)
    {
        if (all.Remove(pending)) _sessions.TryRemove(KeyValuePair.Create(session, all));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} is silent: its {Count} pending messages are sent again")]
    private static partial void LogResending(ILogger logger, string session, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} says of a pending message: {Status}, turn {Turn}")]
    private static partial void LogSaid(ILogger logger, string session, ChatStatus status, long turn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message to session {Session} could not be sent again")]
    private static partial void LogNotResent(ILogger logger, string session, Exception failure);
}
