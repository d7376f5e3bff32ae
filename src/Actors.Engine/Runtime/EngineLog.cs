using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The engine's log messages. It has one logger: an activation must not carry its own.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Error, "Grain {Grain} could not be activated")]
    public partial void ActivationFailed(GrainId grain, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "Grain {Grain} failed while it was deactivated")]
    public partial void DeactivationFailed(GrainId grain, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "A call that nobody waits for failed: {Method}")]
    public partial void OneWayFailed(string method, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "{Count} grains were still active when the time to stop was up")]
    public partial void DrainIncomplete(int count);

    [LoggerMessage(5, LogLevel.Error, "Reminders could not be read or written; trying again")]
    public partial void RemindersFailed(Exception failure);

    [LoggerMessage(6, LogLevel.Error, "Reminder {Name} of {Grain} failed")]
    public partial void ReminderFailed(string name, GrainId grain, Exception failure);

    [LoggerMessage(7, LogLevel.Error, "A timer of {Grain} failed")]
    public partial void TimerFailed(GrainId grain, Exception failure);
}
