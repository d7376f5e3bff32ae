namespace Orleans.Runtime;

/// <summary>One call on its way to an activation.</summary>
/// <remarks>
/// The turn runs inside a <see cref="Task"/> on the activation, which is a task scheduler: so continuations, child tasks
/// and the caller's execution context (request context, trace context) go where they must without any code here.
/// </remarks>
internal abstract class Request(CallSlot slot)
{
    private static readonly Action<object?> RunTurn = static request => ((Request)request!).Run();
    private static readonly Action<Task, object?> EndTurn = static (result, request) => ((Request)request!).End(result);

    public readonly CallSlot Slot = slot;
    public Request? Next;
    public PendingCall? Pending;
    private Activation? _target;
    private Task? _task; // the turn; once that has begun, what the method returned

    /// <summary>Whether it runs on its caller's thread, and nothing has made it wait yet.</summary>
    public bool IsInline { get; private set; }

    /// <summary>What the method returned. Only after it was called.</summary>
    public Task Result => _task!;

    /// <summary>Whether its end counts as use of the activation.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>Starts the method on <paramref name="grain"/>, in a turn.</summary>
    public abstract Task Invoke(object grain);

    /// <summary>Ties the request to the caller's context. Called by the caller.</summary>
    public void Capture() => _task ??= new Task(RunTurn, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);

    /// <summary>Makes the caller wait, no longer than its time-out.</summary>
    public void Await(GrainRuntime runtime)
    {
        if (Slot.IsOneWay || Pending is not null) return;
        Pending = Slot.NewPending();
        runtime.Deadlines.Add(Pending);
    }

    /// <summary>
    /// Runs the first part of the turn on this thread, which has entered the activation. True if that was all of it: then
    /// the activation must still note the end.
    /// </summary>
    public bool RunInline(Activation target)
    {
        _target = target;
        IsInline = true;
        Capture();
        _task!.RunSynchronously(target);
        return IsInline;
    }

    /// <summary>Puts the turn into the activation's work queue.</summary>
    public void Enqueue(Activation target)
    {
        _target = target;
        _task!.Start(target);
    }

    private void Run()
    {
        Task result;
        try
        {
            result = Invoke(_target!.GrainInstance!) ?? throw new InvalidOperationException($"{Slot.Name} returned null, not a task.");
        }
        catch (Exception failure)
        {
            result = Slot.Fail(failure);
        }
        _task = result;
        if (result.IsCompleted)
        {
            if (IsInline) Report(result);
            else End(result);
            return;
        }
        IsInline = false;
        Await(_target!.Runtime); // a call that began on its caller's thread, and does not end there
        _ = result.ContinueWith(EndTurn, this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void End(Task result)
    {
        _target!.Ended(this, result);
        if (Pending is { } pending)
        {
            _target.Runtime.Deadlines.Remove(pending);
            pending.Complete(result);
        }
        Report(result);
    }

    /// <summary>The log learns of a failure that nobody waits for.</summary>
    private void Report(Task result)
    {
        if (result.IsFaulted && Slot.IsOneWay) _target!.Runtime.Log.OneWayFailed(Slot.Name, result.Exception!.InnerException!);
    }
}

internal sealed class Request<TGrain>(CallSlot slot, Func<TGrain, Task> method) : Request(slot)
{
    public override Task Invoke(object grain) => method((TGrain)grain);
}

internal sealed class Request<TGrain, T1>(CallSlot slot, Func<TGrain, T1, Task> method, T1 a1) : Request(slot)
{
    public override Task Invoke(object grain) => method((TGrain)grain, a1);
}

internal sealed class Request<TGrain, T1, T2>(CallSlot slot, Func<TGrain, T1, T2, Task> method, T1 a1, T2 a2) : Request(slot)
{
    public override Task Invoke(object grain) => method((TGrain)grain, a1, a2);
}

internal sealed class Request<TGrain, T1, T2, T3>(CallSlot slot, Func<TGrain, T1, T2, T3, Task> method, T1 a1, T2 a2, T3 a3) : Request(slot)
{
    public override Task Invoke(object grain) => method((TGrain)grain, a1, a2, a3);
}

internal sealed class Request<TGrain, T1, T2, T3, T4>(
    CallSlot slot, Func<TGrain, T1, T2, T3, T4, Task> method, T1 a1, T2 a2, T3 a3, T4 a4) : Request(slot)
{
    public override Task Invoke(object grain) => method((TGrain)grain, a1, a2, a3, a4);
}

/// <summary>A turn that no caller asked for: a timer's tick.</summary>
internal sealed class OwnTurn(CallSlot slot, Func<Task> turn) : Request(slot)
{
    public override bool CountsAsUse => false;

    public override Task Invoke(object grain) => turn();
}
