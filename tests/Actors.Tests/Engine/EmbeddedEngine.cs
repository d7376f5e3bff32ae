using Actors.Tests.Contracts.Engine;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Tests.Engine;

/// <summary>The embedded engine with state and reminders in memory, on a clock that stands still.</summary>
public sealed class EmbeddedEngine : EngineUnderTest
{
    private readonly ManualTime _time = new();
    private readonly MemoryGrainStorage _storage = new();
    private readonly MemoryReminderStore _reminders = new();

    public override TimeProvider Time => _time;

    public override async Task<IEngineHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IGrainStorage>(_storage).AddSingleton<IReminderStore>(_reminders);
        builder.Services.AddGrainEngine(typeof(EmbeddedEngine).Assembly).Configure<EngineOptions>(options =>
        {
            options.ResponseTimeout = ResponseTimeout;
            options.CollectionAge = CollectionAge;
            options.CollectionQuantum = CollectionQuantum;
            options.MinimumReminderPeriod = MinimumReminderPeriod;
        });
        var host = builder.Build();
        await host.StartAsync();
        return new RunningHost(host);
    }

    public override Task Advance(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    private sealed class RunningHost(IHost host) : IEngineHost
    {
        public IGrainFactory Grains { get; } = host.Services.GetRequiredService<IGrainFactory>();

        public Task StopAsync() => host.StopAsync();

        public ValueTask DisposeAsync()
        {
            host.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
