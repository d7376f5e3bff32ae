using System.Diagnostics;
using System.Text;
using Actors.Delivery;
using Actors.Tracing;
using Microsoft.Extensions.Logging;

namespace Actors.Tutor;

/// <summary>A turn that was accepted and has not ended: it waits, or she is answering.</summary>
internal sealed class OpenTurn
{
    private static readonly ActivitySource Source = new("Actors.Sessions");

    private readonly Activity? _span;
    private readonly TurnScope _scope;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly long _began;

    /// <summary>Accepts a message.</summary>
    public OpenTurn(string session, long turn, StartChat command, TimeProvider time)
    {
        (Turn, Command) = (turn, command);
        AtMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        _began = time.GetTimestamp();
        _scope = new TurnScope(session, turn, SoundId.Of(command.Id));
        _span = Source.StartAside("turn");
        _span?.SetTag("session", session).SetTag("turn", turn).SetTag("command", SoundId.Of(command.Id));
    }

    /// <summary>Its number.</summary>
    public long Turn { get; }

    /// <summary>The message.</summary>
    public StartChat Command { get; }

    /// <summary>When it came, Unix milliseconds UTC.</summary>
    public long AtMs { get; }

    /// <summary>Her temper as the message leaves it; set when she begins to answer.</summary>
    public int SulkingLevel { get; set; }

    /// <summary>How fond she is as the message leaves it.</summary>
    public int Favourability { get; set; }

    /// <summary>What was shown so far.</summary>
    public StringBuilder Shown { get; } = new();

    /// <summary>Ends the provider's work.</summary>
    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>Does what begins it after it has waited: where its message came, not below the turn before it, or one turn's context would hold the last one's for ever.</summary>
    public void AfterWait(Action<OpenTurn> begin)
    {
        if (_context is null) begin(this);
        else ExecutionContext.Run(_context, _ => begin(this), null);
    }

    /// <summary>What is done until the disposal of the result belongs to this turn: in logs, and in traces.</summary>
    public Within Enter(ILogger log) => new(_span, log.BeginScope(_scope));

    /// <summary>It has ended.</summary>
    public void Ended(TurnOutcome outcome, TimeProvider time)
    {
        SessionMetrics.Ended(outcome, time.GetElapsedTime(_began));
        if (_span is null) return;
        _span.SetTag("outcome", SessionMetrics.NameOf(outcome));
        if (outcome == TurnOutcome.Failed) _span.SetStatus(ActivityStatusCode.Error);
        _span.EndAside();
    }

    /// <summary>It ends without an end: its activation leaves, or it was dropped while it waited.</summary>
    public void Left() => _span?.EndAside();

    /// <summary>Whoever enters a turn, until the disposal.</summary>
    internal readonly struct Within : IDisposable
    {
        private readonly Activity? _span, _outer;
        private readonly IDisposable? _scope;

        public Within(Activity? span, IDisposable? scope)
        {
            (_span, _scope) = (span, scope);
            if (span is null) return;
            _outer = Activity.Current;
            Activity.Current = span;
        }

        public void Dispose()
        {
            if (_span is not null) Activity.Current = _outer;
            _scope?.Dispose();
        }
    }
}
