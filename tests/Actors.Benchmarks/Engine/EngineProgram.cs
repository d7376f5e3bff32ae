using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Benchmarks.Engine;

/// <summary>A program with the engine, its state and reminders in memory.</summary>
internal sealed class EngineProgram : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineProgram(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<EngineProgram> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<IGrainStorage, MemoryGrainStorage>().AddSingleton<IReminderStore, MemoryReminderStore>()
            .AddGrainEngine(typeof(EngineProgram).Assembly);
        var host = builder.Build();
        await host.StartAsync();
        return new EngineProgram(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
