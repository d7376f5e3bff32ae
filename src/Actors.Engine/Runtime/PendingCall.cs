namespace Orleans.Runtime;

/// <summary>A call whose caller waits. Ends once: by its result, or by its deadline.</summary>
internal abstract class PendingCall(CallSlot slot)
{
    public CallSlot Slot { get; } = slot;

    // Links and deadline belong to CallDeadlines and are used under its lock.
    public PendingCall? Before, After;
    public CallDeadlines.Row? Row;
    public long Deadline;

    public abstract Task Task { get; }

    public bool IsOver => Task.IsCompleted;

    /// <summary>Ends the call as <paramref name="result"/>, a completed task, ended.</summary>
    public abstract void Complete(Task result);

    public abstract void Fail(Exception failure);
}

internal sealed class PendingCall<TResult>(CallSlot slot) : PendingCall(slot)
{
    // The caller's code must not run in the middle of the grain's turn.
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Task => _source.Task;

    public override void Complete(Task result)
    {
        if (result.IsCompletedSuccessfully) _source.TrySetResult(result is Task<TResult> typed ? typed.Result : default!);
        else if (result.IsCanceled) _source.TrySetCanceled();
        else _source.TrySetException(result.Exception!.InnerExceptions);
    }

    public override void Fail(Exception failure) => _source.TrySetException(failure);
}
