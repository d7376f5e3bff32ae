using System.Collections.Concurrent;
using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>
/// The messages whose turns have not ended, on a cluster: when a session is silent for a while, what is pending is sent again. An
/// activation that knows it says so, or how it ended; one that took the place of a dead one begins the turn anew. Nobody's message
/// is lost with a silo, and none is answered twice. One timer for all sessions looks who is silent. Thread-safe.
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
    /// <param name="tell">Is told what became of it, once and only where no event tells it; null when no silo answered.</param>
    public PendingTurn Add(string session, ITutorSessionGrain grain, StartChat command, Action<ChatOutcome?> tell)
    {
        var pending = new PendingTurn(command, tell, _time.GetTimestamp());
        while (!_sessions.GetOrAdd(session, _ => new PendingSession(grain, _time)).TryAdd(pending))
        {
        }
        return pending;
    }

    /// <summary>
    /// Notes what the session has said to a message when it was first sent; what was refused is pending no more. True when the client is to be
    /// told: nobody else has, or will.
    /// </summary>
    public bool Answered(string session, PendingTurn pending, ChatOutcome outcome)
    {
        if (!_sessions.TryGetValue(session, out var all)) return false;
        if (!IsOpen(outcome)) return Drop(session, all, pending);
        if (all.Knows(pending, outcome.Turn)) Drop(session, all, pending);
        return false;
    }

    /// <summary>A message need not be sent again: the session has refused it. False when it was not pending any more.</summary>
    public bool Drop(string session, PendingTurn pending) => _sessions.TryGetValue(session, out var all) && Drop(session, all, pending);

    /// <summary>
    /// Sends what is pending of a session again, oldest first, and waits until the session has it, also when that is done already. True when
    /// there was something.
    /// </summary>
    public Task<bool> ResendAsync(string session)
    {
        if (!_sessions.TryGetValue(session, out var all)) return Task.FromResult(false);
        if (all.BeginResend(out var done) is { } pending) _ = ResendAsync(session, all, pending);
        return done;
    }

    /// <summary>Whether messages of a session are pending of which nobody knows whether it has them.</summary>
    public bool IsInDoubt(string session) => _sessions.TryGetValue(session, out var all) && all.IsInDoubtAfter(_options.ResendAfter);

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

    private async Task ResendAsync(string session, PendingSession all, IReadOnlyList<PendingTurn> pending)
    {
        try
        {
            LogResending(_log, session, pending.Count);
            foreach (var one in pending)
            {
                // It may have ended while the others were sent, or was stopped.
                if (all.IsPending(one) && !await TryResendAsync(session, all, one)) return;
            }
        }
        finally
        {
            all.EndResend(pending.Count > 0);
        }
    }

    /// <summary>Sends a message again; false when no silo answers.</summary>
    private async Task<bool> TryResendAsync(string session, PendingSession all, PendingTurn pending)
    {
        try
        {
            Note(session, all, pending, await _insistence.CallAsync(() => all.Grain.Chat(pending.Again)));
            return true;
        }
        catch (Exception failure)
        {
            LogNotResent(_log, session, failure);
            var isLost = Insistence.MayBeLost(failure);
            foreach (var failed in isLost ? all.OlderThan(_options.GiveUpAfter) : [pending])
            {
                if (Drop(session, all, failed)) failed.Tell(null);
            }
            return !isLost;
        }
    }

    private void Note(string session, PendingSession all, PendingTurn pending, ChatOutcome outcome)
    {
        LogSaid(_log, session, outcome.Status, outcome.Turn);
        // Ended later than anything that went out: its end was lost on the way, and is pending until it was fetched.
        var isMissed = outcome.Status == ChatStatus.Answered && outcome.Final!.Seq > _table.Find(session)?.Last;
        if (isMissed || IsOpen(outcome))
        {
            if (all.Knows(pending, isMissed ? outcome.Final!.Turn : outcome.Turn)) Drop(session, all, pending);
            if (isMissed) _table.Renew(session);
            return;
        }
        if (!Drop(session, all, pending)) return;
        if (outcome.Final is not { } final || !all.HasHeard(final)) pending.Tell(outcome);
    }

    private static bool IsOpen(ChatOutcome outcome) => outcome.Status is ChatStatus.Accepted or ChatStatus.InProgress;

    private bool Drop(string session, PendingSession all, PendingTurn pending)
    {
        var wasPending = all.Remove(pending, out var isOver);
        if (isOver) _sessions.TryRemove(KeyValuePair.Create(session, all));
        return wasPending;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} is silent: its {Count} pending messages are sent again")]
    private static partial void LogResending(ILogger logger, string session, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} says of a pending message: {Status}, turn {Turn}")]
    private static partial void LogSaid(ILogger logger, string session, ChatStatus status, long turn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message to session {Session} could not be sent again")]
    private static partial void LogNotResent(ILogger logger, string session, Exception failure);
}
