using Microsoft.Extensions.Options;

namespace Actors.Silo;

/// <summary>
/// Ends a silo that cannot stop in order: Orleans tries to leave the list of members for as long as it takes, also when the list is gone.
/// What is acknowledged is stored by then, so nothing is lost with it.
/// </summary>
internal sealed partial class LastResort(IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider time, ILogger<LastResort> log) : IHostedService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _ = WaitAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WaitAsync()
    {
        await Task.Delay(options.Value.ShutdownTimeout + Grace, time);
        LogForced(log);
        Environment.Exit(1);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The silo could not leave the cluster in time and is ended")]
    private static partial void LogForced(ILogger logger);
}
