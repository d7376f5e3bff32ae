using System.Collections.Concurrent;
using Actors.Tests.Contracts.Engine;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Actors.Tests.Orleans;

/// <summary>
/// Orleans: each host is a cluster of one silo with a client, within this process. Timers, reminders and grains follow the clock that the
/// test moves; call time-outs and idleness follow the machine's (<c>CallbackData</c>, <c>ActivationCollector</c>), so their figures are small.
/// </summary>
public sealed class OrleansEngine : EngineUnderTest
{
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow()); // DelayDeactivation compares it with the machine's
    private readonly ReminderTime _reminderTime;
    private readonly SharedGrainStorage _storage = new();
    private readonly SharedReminders _reminders = new();
    private readonly ConcurrentDictionary<RunningCluster, bool> _running = new();

    public OrleansEngine() => _reminderTime = new ReminderTime(_time);

    public override TimeSpan ResponseTimeout => TimeSpan.FromSeconds(10);

    public override TimeSpan CollectionAge => TimeSpan.FromSeconds(6);

    public override TimeSpan CollectionQuantum => TimeSpan.FromSeconds(2);

    public override TimeSpan ActivationRetryDelay => TimeSpan.FromSeconds(5);

    public override int HostsPerRace => 5;

    public override TimeProvider Time => _time;

    public override async Task<IEngineHost> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(static host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var running = new RunningCluster(this, cluster);
        _running[running] = true;
        return running;
    }

    public override async Task Advance(TimeSpan by)
    {
        var end = _time.GetUtcNow() + by;
        while (!_running.IsEmpty && _reminders.NextAfter(_time.GetUtcNow()) is { } next && next <= end)
        {
            await _reminderTime.IsAwaited(next);
            _time.Advance(next - _time.GetUtcNow());
        }
        _time.Advance(end - _time.GetUtcNow());
    }

    public override async Task Idle(TimeSpan by)
    {
        await Task.Delay(by);
        await Advance(by);
    }

    public override Task EndIdle() =>
        Task.WhenAll(_running.Keys.Select(static cluster => cluster.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero)));

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<TimeProvider>(_time);
        silo.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _time);
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _reminderTime);
        silo.Services.AddGrainStorage("Default", (_, _) => _storage);
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable>(_reminders);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.Configure<ReminderOptions>(static options => options.MinimumReminderPeriod = MinimumReminderPeriod);
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = CollectionAge;
            options.CollectionQuantum = CollectionQuantum / 4;
        });
    }

    private sealed class RunningCluster(OrleansEngine engine, InProcessTestCluster cluster) : IEngineHost
    {
        public IGrainFactory Grains { get; } = cluster.Client;

        public Task StopAsync()
        {
            engine._running.TryRemove(this, out _);
            return cluster.StopSilosAsync();
        }

        public async ValueTask DisposeAsync()
        {
            engine._running.TryRemove(this, out _);
            await cluster.KillClientAsync();
            foreach (var silo in cluster.Silos) await cluster.KillSiloAsync(silo);
            await cluster.DisposeAsync();
        }
    }
}
