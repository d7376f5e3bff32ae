using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// A live grain: its object, its mailbox and its scheduler in one. Turns run one at a time; between the turns of a call
/// that waits, another call begins only where an attribute allows it.
/// </summary>
/// <remarks>
/// <para>Two queues: <em>requests</em> wait until they may begin; <em>work</em> (turns that may run now: begun requests and
/// continuations) waits for a thread. An idle activation lends its turn to the calling thread, so a call that ends without
/// waiting costs no thread switch.</para>
/// <para>All fields below the gate are used under it, except where noted.</para>
/// </remarks>
internal sealed class Activation : TaskScheduler, IGrainContext, IThreadPoolWorkItem
{
    /// <summary>Calls from turn to turn nest on one stack up to here; deeper ones take a thread of the pool.</summary>
    private const int MaxInlineDepth = 16;

    /// <summary>Turns in a row before other work of the thread pool gets a chance.</summary>
    private const int MaxBurst = 64;

    /// <summary>Turns that a call leaves behind and that its thread still runs, rather than wake another one.</summary>
    private const int MaxInlineBurst = 8;

    [ThreadStatic]
    private static Activation? _current;

    [ThreadStatic]
    private static int _depth;

    private readonly Lock _gate = new();
    private Request? _firstWaiting, _lastWaiting;
    private int _interleavingWaiting;
    private Task? _work;                 // the usual case: at most one turn waits for a thread
    private Queue<Task>? _moreWork;
    private int _running, _runningAlone, _runningReadOnly; // all; those that others wait for; those of them that only read
    private Phase _phase;
    private bool _busy;                  // a thread is in, or on its way
    private bool _leaving;
    private bool _draining;              // the host stops: what waits here is still run, then it leaves
    private DeactivationReason _reason;
    private int _lastUse, _keepUntil;    // sweeps of the collector
    private List<IDisposable>? _timers;
    private TaskCompletionSource? _gone;

    internal Activation(GrainRuntime runtime, GrainClass grainClass, GrainId id)
    {
        Runtime = runtime;
        Class = grainClass;
        GrainId = id;
        _lastUse = runtime.Sweep;
    }

    internal enum Phase : byte
    {
        New,
        Activating,
        Active,
        Deactivating,
        Gone,
    }

    /// <summary>The activation whose grain object is being made on this thread.</summary>
    [field: ThreadStatic]
    internal static Activation? Constructing { get; set; }

    public GrainRuntime Runtime { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; internal set; }

    [field: MaybeNull]
    public GrainReference GrainReference => field ??= Runtime.Factory.Reference(Class.MainInterface, GrainId);

    public IServiceProvider ActivationServices => Runtime.Services;

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                if (_phase == Phase.Gone) return Task.CompletedTask;
                return (_gone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>
    /// Takes a call: runs it on this thread if nothing stands in its way, else queues it. False when the activation is gone
    /// and the caller must find the next one.
    /// </summary>
    public bool Accept(Request request)
    {
        lock (_gate)
        {
            if (_phase == Phase.Gone) return false;
            _lastUse = Runtime.Sweep;
            if (_busy || _phase != Phase.Active || _leaving || _firstWaiting is not null || !HasStack() || !MayBegin(request.Slot))
            {
                Wait(request);
                return true;
            }
            _busy = true;
            Begin(request.Slot);
        }
        RunInline(request);
        return true;
    }

    /// <summary>
    /// The end of a call. With <paramref name="leaves"/> the thread that ran it has ended its stay, too; false then means
    /// that there are turns left to run.
    /// </summary>
    public bool Ended(Request request, Task result, bool leaves = false)
    {
        var failure = result.IsFaulted ? result.Exception!.InnerException : null;
        if (failure is Storage.InconsistentStateException)
        {
            // First of all, or the next call would begin with the stale state.
            Deactivate(new(DeactivationReasonCode.ApplicationError, failure, "its state was written by somebody else"));
        }
        lock (_gate)
        {
            _running--;
            if (!request.Slot.IsAlwaysInterleave) _runningAlone--;
            if (request.CountsAsUse) _lastUse = Runtime.Sweep;
            if (request.Slot is { IsReadOnly: true, IsAlwaysInterleave: false }) _runningReadOnly--;
            BeginWaiting();
            return leaves && TryLeave();
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_leaving || _phase >= Phase.Deactivating) return;
            if (deactivationReason.ReasonCode == DeactivationReasonCode.ShuttingDown) _draining = true;
            else _leaving = true;
            _reason = deactivationReason;
            if (_phase == Phase.New) Start();
            else BeginWaiting();
        }
    }

    public void DelayDeactivation(TimeSpan time)
    {
        lock (_gate)
        {
            _keepUntil = Runtime.Sweep + Runtime.SweepsIn(time);
        }
    }

    /// <summary>Deactivates if nobody has called for the class's age limit. Called by the collector.</summary>
    public void CollectIfIdle(int sweep)
    {
        lock (_gate)
        {
            if (_phase != Phase.Active || _leaving || _busy || _running > 0 || _firstWaiting is not null) return;
            if (sweep - _lastUse < Class.IdleSweeps || sweep < _keepUntil) return;
            _leaving = true;
            _reason = new(DeactivationReasonCode.ActivationIdle, "nobody called");
            BeginWaiting();
        }
    }

    public IGrainTimer AddTimer(Timers.GrainTimer timer)
    {
        lock (_gate)
        {
            (_timers ??= []).Add(timer);
        }
        timer.Start();
        return timer;
    }

    public void RemoveTimer(Timers.GrainTimer timer)
    {
        lock (_gate)
        {
            _timers?.Remove(timer);
        }
    }

    /// <summary>A tick: a turn that does not count as use unless the timer says so.</summary>
    public void Tick(Request request, bool keepAlive)
    {
        lock (_gate)
        {
            if (_phase >= Phase.Deactivating || _leaving || _draining) return;
            if (keepAlive) _lastUse = Runtime.Sweep;
            Wait(request);
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    void IThreadPoolWorkItem.Execute()
    {
        var (outer, depth) = (_current, _depth);
        (_current, _depth) = (this, 0);
        RunWork(MaxBurst);
        (_current, _depth) = (outer, depth);
    }

    protected override void QueueTask(Task task)
    {
        if (task.AsyncState is Request { IsInline: true })
        {
            // Its stack ended between our look at it and the library's, which would now have this thread wait for itself.
            TryExecuteTask(task);
            return;
        }
        lock (_gate)
        {
            if (_work is null && _moreWork is null or { Count: 0 }) _work = task;
            else (_moreWork ??= new Queue<Task>(4)).Enqueue(task);
            if (_busy) return;
            _busy = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(_current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void RunInline(Request request)
    {
        var outer = _current;
        var context = SynchronizationContext.Current;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(null);
        _current = this;
        _depth++;
        var isFree = request.RunInline(this) ? Ended(request, request.Result, leaves: true) : TryLeaveNow();
        if (!isFree) RunWork(_depth == 1 ? MaxInlineBurst : 0);
        _depth--;
        _current = outer;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(context);
    }

    /// <summary>Runs turns until there are none left or the thread has run its share; then the pool gets what is left.</summary>
    private void RunWork(int share)
    {
        for (; share > 0; share--)
        {
            if (!TryNextWork(out var task)) return;
            TryExecuteTask(task);
        }
        if (!TryLeaveNow()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryLeaveNow()
    {
        lock (_gate)
        {
            return TryLeave();
        }
    }

    /// <summary>The thread is done with this activation, unless there is more work.</summary>
    private bool TryLeave()
    {
        if (_work is not null || _moreWork is { Count: > 0 }) return false;
        _busy = false;
        _moreWork = null;
        return true;
    }

    /// <summary>Takes the next turn; with none left the thread is done with this activation.</summary>
    private bool TryNextWork([NotNullWhen(true)] out Task? task)
    {
        lock (_gate)
        {
            (task, _work) = (_work, null);
            if (task is not null || (_moreWork?.TryDequeue(out task) ?? false)) return true;
            TryLeave();
            return false;
        }
    }

    private static bool HasStack() => _depth < MaxInlineDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private bool MayBegin(CallSlot slot) => _runningAlone == 0 || slot.IsAlwaysInterleave || Class.IsReentrant
        || (slot.IsReadOnly && _runningAlone == _runningReadOnly);

    private void Begin(CallSlot slot)
    {
        _running++;
        if (slot.IsAlwaysInterleave) return;
        _runningAlone++;
        if (slot.IsReadOnly) _runningReadOnly++;
    }

    private void Wait(Request request)
    {
        request.Await(Runtime);
        request.Capture();
        if (_lastWaiting is null) _firstWaiting = request;
        else _lastWaiting.Next = request;
        _lastWaiting = request;
        if (request.Slot.IsAlwaysInterleave) _interleavingWaiting++;
        if (_phase == Phase.New) Start();
        else BeginWaiting();
    }

    /// <summary>Begins what may begin; with nothing running and the end decided, begins the end.</summary>
    private void BeginWaiting()
    {
        if (_phase != Phase.Active) return;
        while (!_leaving && _firstWaiting is { } first && MayBegin(first.Slot)) BeginNext(null, first);
        if (!_leaving && _interleavingWaiting > 0) BeginInterleaving();
        if (_running > 0) return;
        // A call that waits must not be passed on from one activation that the stop ends to the next, and so on.
        if (_draining && _firstWaiting is null) _leaving = true;
        if (!_leaving) return;
        _phase = Phase.Deactivating;
        StartTurn(static activation => activation.EndAsync());
    }

    /// <summary>Interleaving calls pass those that must wait, or a call could never be interrupted once another is queued.</summary>
    private void BeginInterleaving()
    {
        Request? before = null;
        for (var request = _firstWaiting; request is not null && _interleavingWaiting > 0;)
        {
            var next = request.Next;
            if (request.Slot.IsAlwaysInterleave) BeginNext(before, request);
            else before = request;
            request = next;
        }
    }

    /// <summary>Takes a call out of the queue, where it stands behind <paramref name="before"/>, and begins it.</summary>
    private void BeginNext(Request? before, Request request)
    {
        if (before is null) _firstWaiting = request.Next;
        else before.Next = request.Next;
        if (ReferenceEquals(_lastWaiting, request)) _lastWaiting = before;
        request.Next = null;
        if (request.Slot.IsAlwaysInterleave) _interleavingWaiting--;
        if (request.Pending is { IsOver: true }) return; // its caller has given up
        Begin(request.Slot);
        request.Enqueue(this);
    }

    private void Start()
    {
        _phase = Phase.Activating;
        StartTurn(static activation => activation.ActivateAsync());
    }

    private void StartTurn(Func<Activation, Task> turn)
    {
        using (Uncaptured.Flow())
        {
            _ = Task.Factory.StartNew(() => turn(this), CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var late = new CancellationTokenSource(Runtime.Options.ActivationTimeout, Runtime.Time);
            await Class.CreateAsync(this);
            await ((IGrainBase)GrainInstance!).OnActivateAsync(late.Token);
        }
        catch (Exception failure)
        {
            Runtime.Log.ActivationFailed(GrainId, failure);
            foreach (var request in Vanish(passOn: false)) Runtime.Fail(request, failure);
            return;
        }
        lock (_gate)
        {
            _phase = Phase.Active;
            BeginWaiting();
        }
    }

    private async Task EndAsync()
    {
        try
        {
            using var late = new CancellationTokenSource(Runtime.Options.DeactivationTimeout, Runtime.Time);
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason, late.Token)
                .WaitAsync(Runtime.Options.DeactivationTimeout, Runtime.Time, CancellationToken.None);
        }
        catch (Exception failure)
        {
            Runtime.Log.DeactivationFailed(GrainId, failure);
        }
        try
        {
            (GrainInstance as IDisposable)?.Dispose();
        }
        catch (Exception failure)
        {
            Runtime.Log.DeactivationFailed(GrainId, failure);
        }
        Vanish(passOn: true);
    }

    /// <summary>
    /// Leaves the catalog. Calls that still wait go to the activation that takes this one's place, before anybody else can
    /// reach it: so none is lost and none overtakes another. Where there is no next one, they are returned, oldest first.
    /// </summary>
    private List<Request> Vanish(bool passOn)
    {
        var left = new List<Request>();
        List<IDisposable>? timers;
        TaskCompletionSource? gone;
        lock (_gate)
        {
            _phase = Phase.Gone;
            for (var request = _firstWaiting; request is not null; request = request.Next) left.Add(request);
            _firstWaiting = _lastWaiting = null;
            (timers, _timers) = (_timers, null);
            (gone, _gone) = (_gone, null);
        }
        left.ForEach(static request => request.Next = null);
        if (passOn && left.Count > 0)
        {
            var next = new Activation(Runtime, Class, GrainId);
            lock (next._gate)
            {
                Runtime.Catalog.Replace(this, next);
                left.ForEach(next.Wait);
            }
        }
        else Runtime.Catalog.Remove(this);
        timers?.ForEach(static timer => timer.Dispose());
        gone?.TrySetResult();
        return left;
    }
}
