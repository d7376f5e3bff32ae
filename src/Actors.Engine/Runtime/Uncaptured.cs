namespace Orleans.Runtime;

/// <summary>Keeps the current caller's context out of what the engine starts on its own account.</summary>
internal readonly struct Uncaptured : IDisposable
{
    private readonly AsyncFlowControl? _flow;

    private Uncaptured(AsyncFlowControl flow) => _flow = flow;

    /// <summary>Stops the flow of the execution context until disposed; nothing to do where it is stopped already.</summary>
    public static Uncaptured Flow() => ExecutionContext.IsFlowSuppressed() ? default : new(ExecutionContext.SuppressFlow());

    public void Dispose() => _flow?.Undo();
}
