using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer. The classes that the engine makes for each interface derive from it.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainRuntime _runtime;
    private readonly ObserverTarget? _observer;
    private Activation? _activation; // a hint: the last one found

    private protected GrainReference(GrainRuntime runtime, GrainId id, ObserverTarget? observer)
    {
        _runtime = runtime;
        GrainId = id;
        _observer = observer;
    }

    /// <summary>The identity.</summary>
    public GrainId GrainId { get; }

    /// <summary>The same grain by another of its interfaces.</summary>
    public TGrainInterface Cast<TGrainInterface>() =>
        this is TGrainInterface same ? same : (TGrainInterface)(object)_runtime.Factory.Reference(typeof(TGrainInterface), GrainId);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId && ReferenceEquals(_observer, other._observer);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => GrainId.ToString();

    private protected Task<TResult> Call<TResult>(Request request) => (Task<TResult>)Send(request);

    private protected Task CallTask(Request request) => Send(request);

    private protected void Post(Request request) => _ = Send(request);

    private Task Send(Request request)
    {
        if (_observer is not null) return _observer.Call(request, _runtime);
        return CallTrace.IsOn ? SendTraced(request) : SendOn(request);
    }

    private Task SendTraced(Request request)
    {
        var outer = Activity.Current;
        if (CallTrace.Start(request.Slot, GrainId) is not { } span) return SendOn(request);
        var call = CallTrace.EndWith(span, SendOn(request));
        Activity.Current = outer;
        return call;
    }

    private Task SendOn(Request request)
    {
        try
        {
            _activation = _runtime.Dispatch(request, GrainId, _activation);
        }
        catch (Exception failure) when (failure is OrleansException or ArgumentException)
        {
            return request.Slot.Fail(failure);
        }
        if (request.Slot.IsOneWay) return Task.CompletedTask;
        return request.Pending?.Task ?? request.Result;
    }
}

/// <summary>
/// The object behind an observer reference. It runs on the caller's thread, within the caller's turn: an observer must take
/// what it is given and return.
/// </summary>
internal sealed class ObserverTarget(object target)
{
    private volatile object? _target = target;

    public object? Target => _target;

    public void Delete() => _target = null;

    public Task Call(Request request, GrainRuntime runtime)
    {
        if (_target is not { } target) return request.Slot.Fail(new OrleansException("The observer was deleted."));
        var context = ExecutionContext.Capture();
        request.Await(runtime); // from here on the time-out runs
        try
        {
            var result = request.Invoke(target);
            return request.Pending is { } pending ? AwaitAnswer(pending, result, runtime) : Task.CompletedTask;
        }
        catch (Exception failure)
        {
            return request.Pending is { } pending ? AwaitAnswer(pending, request.Slot.Fail(failure), runtime) : Task.CompletedTask;
        }
        finally
        {
            if (context is not null) ExecutionContext.Restore(context); // what the observer set stays with it
        }
    }

    /// <summary>An observer that never answers must not hold a grain for ever.</summary>
    private static Task AwaitAnswer(PendingCall pending, Task answer, GrainRuntime runtime)
    {
        if (answer.IsCompleted) End(answer);
        else _ = answer.ContinueWith(End, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return pending.Task;

        void End(Task result)
        {
            runtime.Deadlines.Remove(pending);
            pending.Complete(result);
        }
    }
}
