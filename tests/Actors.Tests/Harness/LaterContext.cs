namespace Actors.Tests.Harness;

/// <summary>A thread that is busy: what is to go on there waits until a test says so.</summary>
public sealed class LaterContext : SynchronizationContext
{
    private readonly List<Action> _waiting = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_waiting) _waiting.Add(() => d(state));
    }

    /// <summary>Runs something up to where it waits.</summary>
    public T Run<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs what waits, what came last first.</summary>
    public void RunAll() => Run(() =>
    {
        while (TakeLast() is { } next) next();
        return true;
    });

    private Action? TakeLast()
    {
        lock (_waiting)
        {
            if (_waiting.Count == 0) return null;
            var last = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            return last;
        }
    }
}
