using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>What a test and the activations of one grain, which live in the same process, share.</summary>
public sealed class Stage
{
    private static readonly ConcurrentDictionary<string, Stage> All = new();

    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly Channel<DeactivationReasonCode> _ends = Channel.CreateUnbounded<DeactivationReasonCode>();
    private int _live, _activations, _overlaps;

    /// <summary>Runs in the grain's OnActivateAsync.</summary>
    public Func<ScriptedGrain, CancellationToken, Task> Activating { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Runs in the grain's OnDeactivateAsync.</summary>
    public Func<ScriptedGrain, DeactivationReason, Task> Deactivating { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Runs when the grain object is disposed.</summary>
    public Action Disposing { get; set; } = static () => { };

    /// <summary>Runs when a reminder ticks.</summary>
    public Func<ScriptedGrain, string, TickStatus, Task> Reminding { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>How many activations there have been.</summary>
    public int Activations => Volatile.Read(ref _activations);

    /// <summary>How often an activation began while another lived.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    public static Stage Of(string key) => All.GetOrAdd(key, static _ => new Stage());

    /// <summary>Tells the test something.</summary>
    public void Tell(string what) => _told.Writer.TryWrite(what);

    /// <summary>The next thing told.</summary>
    public Task<string> Hear(string what) => _told.Reader.ReadAsync().AsTask().Soon(what);

    /// <summary>Whether nothing was told that was not heard.</summary>
    public bool IsSilent => _told.Reader.Count == 0;

    /// <summary>The reason of the next end of an activation.</summary>
    public Task<DeactivationReasonCode> NextEnd() => _ends.Reader.ReadAsync().AsTask().Soon("end of an activation");

    /// <summary>Whether no activation has ended that was not heard of.</summary>
    public bool NoneEnded => _ends.Reader.Count == 0;

    internal void Activated()
    {
        Interlocked.Increment(ref _activations);
        if (Interlocked.Increment(ref _live) > 1) Interlocked.Increment(ref _overlaps);
    }

    internal void Ended(DeactivationReasonCode reason)
    {
        Interlocked.Decrement(ref _live);
        _ends.Writer.TryWrite(reason);
    }
}
