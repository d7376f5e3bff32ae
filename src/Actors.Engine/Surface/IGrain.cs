namespace Orleans.Runtime
{
    /// <summary>Anything that can be called through a reference: a grain or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>A grain: one identity, one state, one turn at a time.</summary>
    public interface IGrain : Runtime.IAddressable;

    /// <summary>A grain whose key is text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain whose key is a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain whose key is a whole number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>An object outside a grain that grains may call: see <see cref="IGrainFactory.CreateObjectReference{T}"/>.</summary>
    public interface IGrainObserver : Runtime.IAddressable;

    /// <summary>What a grain class is to the runtime.</summary>
    public interface IGrainBase
    {
        /// <summary>The activation that this object belongs to.</summary>
        Runtime.IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call, after persistent state was read. A failure fails the calls that wait.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call, unless the process dies. The token fires when time is up.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}
