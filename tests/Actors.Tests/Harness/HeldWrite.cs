using Actors.Storage;

namespace Actors.Tests.Harness;

/// <summary>A write that keeps the writer busy until it is let go, so that a test decides what the next commit holds.</summary>
internal sealed class HeldWrite : DbWrite, IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _free = new();

    public override string Sql => "delete from grain_state where grain_key = $1";

    /// <summary>Completes when the writer is held.</summary>
    public Task Reached => _reached.Task;

    public static async Task<HeldWrite> HoldAsync(Database database)
    {
        var held = new HeldWrite();
        _ = database.WriteAsync(held);
        await held.Reached.Soon("the writer's taking of a write");
        return held;
    }

    public override void Bind(IDbBinder to)
    {
        _reached.TrySetResult();
        if (!_free.Wait(Within.Limit)) throw new TimeoutException("Nobody let the writer go.");
        to.Text("a key that no grain has");
    }

    public void LetGo() => _free.Set();

    public void Dispose() => _free.Set();
}
