using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

internal sealed class GrainFactory(GrainRuntime runtime) : IClusterClient
{
    private readonly ConcurrentDictionary<Type, GrainType> _types = new();
    private readonly ConditionalWeakTable<IGrainObserver, ObserverTarget> _observers = [];
    private long _observerNumber;

    public IServiceProvider ServiceProvider => runtime.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Reference<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Reference<TGrainInterface>(primaryKey.ToString("N"), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Reference<TGrainInterface>(primaryKey.ToString("X", System.Globalization.CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Reference(typeof(TGrainInterface), grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        var target = _observers.GetValue(obj, static o => new ObserverTarget(o));
        var id = GrainId.Create("sys.observer", Interlocked.Increment(ref _observerNumber).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return (TGrainObserverInterface)(object)GrainProxies.Of(typeof(TGrainObserverInterface))(runtime, id, target);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is GrainReference) throw new ArgumentException("Give the object, not the reference.", nameof(obj));
        if (!_observers.TryGetValue(obj, out var target)) return;
        target.Delete();
        _observers.Remove(obj);
    }

    public GrainReference Reference(Type grainInterface, GrainId id) => GrainProxies.Of(grainInterface)(runtime, id, null);

    private TGrainInterface Reference<TGrainInterface>(string key, string? prefix)
    {
        var type = prefix is null
            ? _types.GetOrAdd(typeof(TGrainInterface), static (i, classes) => classes.Of(i, null).Type, runtime.Classes)
            : runtime.Classes.Of(typeof(TGrainInterface), prefix).Type;
        return (TGrainInterface)(object)Reference(typeof(TGrainInterface), new GrainId(type, IdSpan.Create(key)));
    }
}
