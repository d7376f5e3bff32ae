using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references. Making one is cheap and activates nothing. Thread-safe.</summary>
public interface IGrainFactory
{
    /// <summary>The grain with this text as its key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>The grain with this GUID as its key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithGuidKey;

    /// <summary>The grain with this number as its key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>The grain with this identity.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

    /// <summary>
    /// A reference through which grains call <paramref name="obj"/>. Calls of one grain arrive in the order in which it
    /// made them; calls of several grains may arrive at the same time.
    /// </summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference: later calls through it fail.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}

/// <summary>The grain factory of a program that is not itself a grain.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>Services.</summary>
    IServiceProvider ServiceProvider { get; }
}
