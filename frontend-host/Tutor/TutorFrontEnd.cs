using Actors.Delivery;
using Actors.Limits;
using Actors.Speech;
using Actors.Tracing;

namespace Actors.Tutor;

/// <summary>What every tutor client needs, gathered once.</summary>
internal sealed partial class TutorFrontEnd(
    IGrainFactory grains, ConnectionTable table, HostObserver host, Speaker speaker, DeliveryOptions delivery, Linger linger, LimitOptions limits, SpeechQuota speechQuota,
    Insistence insistence, PendingTurns pending, TimeProvider time, ILogger<TutorFrontEnd> log)
    : ISessionDirectory
{
    private static readonly Func<ILogger, string, IDisposable?> SessionScope = LoggerMessage.DefineScope<string>("session {Session}");

    public IGrainFactory Grains { get; } = grains;

    public ConnectionTable Table { get; } = table;

    public HostObserver Host { get; } = host;

    public Speaker Speaker { get; } = speaker;

    public DeliveryOptions Delivery { get; } = delivery;

    public Linger Linger { get; } = linger;

    public LimitOptions Limits { get; } = limits;

    public Insistence Insistence { get; } = insistence;

    public PendingTurns Pending { get; } = pending;

    public TimeProvider Time { get; } = time;

    public TurnVoice VoiceOf(string session) => new(Speaker, speechQuota, session);

    public ISessionGrain Find(string session) => Grains.GetGrain<ITutorSessionGrain>(session);

    /// <summary>What is logged until the disposal belongs to this session.</summary>
    public IDisposable? BeginSession(string session) => SessionScope(log, session);

    /// <summary>A command that failed by no fault of its client. Its id only where it can be nothing else.</summary>
    public void LogCommandFailed(string session, string? command, Exception failure) => LogCommandFailed(log, SoundId.Of(command), session, failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Command {Command} of session {Session} failed")]
    private static partial void LogCommandFailed(ILogger logger, string? command, string session, Exception failure);
}
