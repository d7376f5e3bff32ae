using Actors.Chat;
using Actors.Storage;
using Actors.Storage.GrainState;
using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Tests.Harness;

/// <summary>The storage of one program, made of the real services and started.</summary>
public sealed class StorageProgram : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _isOver;

    private StorageProgram(ServiceProvider services) => _services = services;

    public Database Database => _services.GetRequiredService<Database>();

    public IGrainStorage States => _services.GetRequiredService<IGrainStorage>();

    public ITurnLog Turns => _services.GetRequiredService<ITurnLog>();

    public IUsageLog Usage => _services.GetRequiredService<IUsageLog>();

    public IReminderStore Reminders => _services.GetRequiredService<IReminderStore>();

    public static async Task<StorageProgram> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new ManualTime())
            .AddActorsStorage().AddEmbeddedGrainStorage().BuildServiceProvider();
        try
        {
            foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
            return new StorageProgram(services);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until connections of others see what was acknowledged.</summary>
    public Task SettleAsync() => _isOver ? Task.CompletedTask : Database.ReadAsync(static _ => Task.FromResult(0));

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        return _services.DisposeAsync();
    }
}
