using Actors.Chat;
using Actors.Storage;
using Actors.Tutor;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Tests.Harness;

/// <summary>The storage of one program, made of the real services of the build and opened.</summary>
public sealed class StorageProgram : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _isOver;

    private StorageProgram(ServiceProvider services) => _services = services;

    public Database Database => _services.GetRequiredService<Database>();

    public IGrainStorage States => ProgramEngine.States(_services);

    public ITurnLog Turns => _services.GetRequiredService<ITurnLog>();

    public IUsageLog Usage => _services.GetRequiredService<IUsageLog>();

    /// <summary>What the engine of the build keeps there.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<StorageProgram> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var services = ProgramEngine.Storage(settings);
        try
        {
            await ProgramEngine.OpenAsync(services);
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
