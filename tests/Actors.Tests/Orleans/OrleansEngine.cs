using System.Collections.Concurrent;
using Actors.Tests.Contracts.Engine;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Actors.Tests.Orleans;

/// <summary>
/// Orleans: each host is a cluster of one silo within this process. Timers, reminders and grains follow the clock that the test moves.
/// Call time-outs and idleness follow the machine's, whatever clock is registered (CallbackData and Message, ActivationCollector and
/// ActivationData), so their figures are small: a test waits for a time-out as such, and for idleness in <see cref="Idle"/>.
/// </summary>
/// <param name="throughClient">Whether the test calls through a client with a connection, or from within the silo.</param>
/// <param name="isImpatient">Whether the test waits for time-outs; if not, they keep out of the way of heavy ones.</param>
public sealed class OrleansEngine(bool throughClient = false, bool isImpatient = false) : EngineUnderTest
{
    /// <summary>Begins now, because the end of DelayDeactivation is compared with the machine's time.</summary>
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly SharedGrainStorage _storage = new();
    private readonly SharedReminders _reminders = new();
    private readonly ConcurrentDictionary<RunningCluster, ReminderTime> _running = new();

    /// <summary>More than the five seconds of <see cref="IScriptGrain.RunBriefly"/>.</summary>
    public override TimeSpan ResponseTimeout => isImpatient ? TimeSpan.FromSeconds(8) : base.ResponseTimeout;

    public override TimeSpan CollectionAge => TimeSpan.FromSeconds(6);

    public override TimeSpan CollectionQuantum => TimeSpan.FromSeconds(2);

    public override TimeProvider Time => _time;

    /// <summary>Orleans wants the reference, and the embedded engine the object.</summary>
    public override T Deletable<T>(T watcher, T reference) => reference;

    public override async Task<IEngineHost> StartAsync()
    {
        var reminderTime = new ReminderTime(_time);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = throughClient;
        builder.ConfigureHost(static host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) => Configure(silo, reminderTime));
        builder.ConfigureClient(client =>
            client.AddActivityPropagation().Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var host = new RunningCluster(cluster, throughClient ? cluster.Client : Of(cluster), _running);
        _running[host] = reminderTime;
        return host;
    }

    public override async Task Advance(TimeSpan by)
    {
        var end = _time.GetUtcNow() + by;
        // From tick to tick, and none before the reminder service has it in hand.
        while (!_running.IsEmpty && _reminders.NextAfter(_time.GetUtcNow()) is { } next)
        {
            foreach (var reminderTime in _running.Values) await reminderTime.IsAwaited(next);
            if (next > end) break;
            _time.Advance(next - _time.GetUtcNow());
        }
        _time.Advance(end - _time.GetUtcNow());
    }

    /// <summary>Waits: Orleans leaves no event for a grain that does not become idle.</summary>
    public override async Task Idle(TimeSpan by)
    {
        await Task.Delay(by);
        await Advance(by);
    }

    public override Task EndIdle() => Task.WhenAll(_running.Keys.Select(static host =>
        host.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero)));

    private static IGrainFactory Of(InProcessTestCluster cluster) => cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();

    private void Configure(ISiloBuilder silo, ReminderTime reminderTime)
    {
        silo.Services.AddManualTime(_time, reminderTime);
        silo.Services.AddGrainStorage("Default", (_, _) => _storage);
        silo.AddReminders().AddActivityPropagation();
        silo.Services.AddSingleton<IReminderTable>(_reminders);
        silo.Configure<ReminderOptions>(static options => options.MinimumReminderPeriod = MinimumReminderPeriod);
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            // A call that meets a second ending activation is refused by default.
            options.MaxForwardCount = byte.MaxValue;
        });
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = CollectionAge;
            options.CollectionQuantum = CollectionQuantum / 4;
        });
    }

    private sealed class RunningCluster(
        InProcessTestCluster cluster, IGrainFactory grains, ConcurrentDictionary<RunningCluster, ReminderTime> running) : IEngineHost
    {
        public IGrainFactory Grains { get; } = grains;

        public Task StopAsync()
        {
            running.TryRemove(this, out _);
            return Task.WhenAll(cluster.Silos.Select(static silo => silo.StopSiloAsync(stopGracefully: true)));
        }

        public async ValueTask DisposeAsync()
        {
            running.TryRemove(this, out _);
            await cluster.KillClientAsync();
            foreach (var silo in cluster.Silos) await cluster.KillSiloAsync(silo);
            await cluster.DisposeAsync();
        }
    }
}
