namespace Actors.Tests.Harness;

/// <summary>The one time limit of all waits in tests: long enough for a slow machine, short enough that a hang is seen.</summary>
public static class Within
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a task; the failure names what was waited for.</summary>
    public static async Task<T> Soon<T>(this Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited {Limit} for: {what}", late);
        }
    }

    /// <summary>Waits for a task; the failure names what was waited for.</summary>
    public static async Task Soon(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited {Limit} for: {what}", late);
        }
    }
}
