using Actors.Delivery;
using Actors.Limits;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>What every tutor client needs, gathered once.</summary>
internal sealed partial class TutorFrontEnd(
    IGrainFactory grains, ConnectionTable table, HostObserver host, Speaker speaker, DeliveryOptions delivery, Linger linger, LimitOptions limits, SpeechQuota speechQuota,
    Insistence insistence, PendingTurns pending, TimeProvider time, ILogger<TutorFrontEnd> log)
    : ISessionDirectory
{
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

    public void LogCommandFailed(Exception failure) => LogCommandFailed(log, failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A tutor command failed")]
    private static partial void LogCommandFailed(ILogger logger, Exception failure);
}
