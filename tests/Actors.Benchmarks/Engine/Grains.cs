namespace Actors.Benchmarks.Engine;

/// <summary>A grain that does next to nothing.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    /// <summary>Ends at once. No sum is small enough for a cached task.</summary>
    Task<int> Add(int value);

    /// <summary>Waits once, on the grain's scheduler.</summary>
    Task<int> AddLater(int value);

    /// <summary>Calls another grain so many times, one after the other.</summary>
    Task CallAdd(ICounterGrain other, int count);
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _sum = 1000;

    public Task<int> Add(int value) => Task.FromResult(_sum += value);

    public async Task<int> AddLater(int value)
    {
        await Task.Yield();
        return _sum += value;
    }

    public async Task CallAdd(ICounterGrain other, int count)
    {
        for (var i = 0; i < count; i++) await other.Add(1);
    }
}

/// <summary>The state of an idle grain: an object of 24 bytes.</summary>
public sealed class IdleState
{
    public long Touched { get; set; }
}

/// <summary>A grain with one persistent state.</summary>
public interface IIdleGrain : IGrainWithIntegerKey
{
    Task Touch();
}

public sealed class IdleGrain([PersistentState("idle")] IPersistentState<IdleState> state) : Grain, IIdleGrain
{
    public Task Touch()
    {
        state.State.Touched++;
        return Task.CompletedTask;
    }
}
