using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain's state in memory, with the version under which it was read or written.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, IGrainState<TState>
{
    private readonly Activation _activation;
    private readonly string _name;

    public PersistentState(Activation activation, string name)
    {
        _activation = activation;
        _name = name;
        State = Fresh();
    }

    public TState State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }

    public string? Etag => ETag;

    public async Task ReadStateAsync()
    {
        await _activation.Runtime.Store.ReadStateAsync(_name, _activation.GrainId, this);
        if (!RecordExists) Forget();
    }

    public Task WriteStateAsync() => _activation.Runtime.Store.WriteStateAsync(_name, _activation.GrainId, this);

    public async Task ClearStateAsync()
    {
        await _activation.Runtime.Store.ClearStateAsync(_name, _activation.GrainId, this);
        Forget();
    }

    private void Forget()
    {
        State = Fresh();
        ETag = null;
        RecordExists = false;
    }

    private static TState Fresh() => Activator.CreateInstance<TState>();
}
