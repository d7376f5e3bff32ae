using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A grain class: its name, how its objects are made, and how they behave.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object>[] _arguments;
    private long _alive;

    public GrainClass(Type type, EngineOptions options)
    {
        Class = type;
        Type = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        var age = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? options.CollectionAge;
        if (type.IsDefined(typeof(KeepAliveAttribute)) || age == TimeSpan.MaxValue) IdleSweeps = int.MaxValue;
        else IdleSweeps = (int)Math.Clamp(Math.Ceiling(age / options.CollectionQuantum), 1, int.MaxValue);
        Interfaces = [.. type.GetInterfaces().Where(i => typeof(IGrain).IsAssignableFrom(i) && i.Assembly != typeof(IGrain).Assembly)];
        if (Interfaces.Count == 0) throw new InvalidOperationException($"{type} implements no grain interface of its own.");
        MainInterface = Interfaces[0];
        var constructors = type.GetConstructors();
        if (constructors.Length != 1) throw new InvalidOperationException($"{type} must have exactly one public constructor.");
        _constructor = ConstructorInvoker.Create(constructors[0]);
        _arguments = [.. constructors[0].GetParameters().Select(Argument)];
    }

    public Type Class { get; }

    public GrainType Type { get; }

    public bool IsReentrant { get; }

    /// <summary>Sweeps of the collector without a call until an activation counts as idle.</summary>
    public int IdleSweeps { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public Type MainInterface { get; }

    /// <summary>How many of its grains are in memory.</summary>
    public long Alive => Interlocked.Read(ref _alive);

    public static bool IsGrainClass(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrain).IsAssignableFrom(type) && typeof(IGrainBase).IsAssignableFrom(type);

    /// <summary>Counts grains that come into memory or leave it.</summary>
    public void CountAlive(int more) => Interlocked.Add(ref _alive, more);

    /// <summary>Makes the grain object and reads its states.</summary>
    public async Task CreateAsync(Activation activation)
    {
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _arguments[i](activation);
        Activation.Constructing = activation;
        try
        {
            activation.GrainInstance = _constructor.Invoke(values);
        }
        finally
        {
            Activation.Constructing = null;
        }
        foreach (var value in values)
        {
            if (value is Core.IStorage state) await state.ReadStateAsync();
        }
    }

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named) return GrainType.Create(named.GrainType);
        var name = type.Name.EndsWith("Grain", StringComparison.Ordinal) ? type.Name[..^5] : type.Name;
        return GrainType.Create(name.ToLowerInvariant());
    }

    private static Func<Activation, object> Argument(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } facet)
        {
            var service = parameter.ParameterType;
            return activation => activation.ActivationServices.GetRequiredService(service);
        }
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException($"[PersistentState] must stand on an IPersistentState<T>: {parameter.Member.DeclaringType}.{parameter.Name}.");
        }
        var make = typeof(GrainClass).GetMethod(nameof(MakeState), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(parameter.ParameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, string, object>>();
        return activation => make(activation, facet.StateName);
    }

    private static Storage.PersistentState<TState> MakeState<TState>(Activation activation, string name) => new(activation, name);
}

/// <summary>The grain classes of the program, by name and by interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ILookup<Type, GrainClass> _byInterface;

    public GrainClasses(EngineOptions options)
    {
        foreach (var type in options.Assemblies.Distinct().SelectMany(static a => a.GetTypes()).Where(GrainClass.IsGrainClass))
        {
            var grainClass = new GrainClass(type, options);
            if (_byType.TryAdd(grainClass.Type, grainClass)) continue;
            throw new InvalidOperationException($"{type} and {_byType[grainClass.Type].Class} have the same grain type '{grainClass.Type}'.");
        }
        _byInterface = _byType.Values.SelectMany(c => c.Interfaces.Select(i => (Interface: i, Class: c))).ToLookup(p => p.Interface, p => p.Class);
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainClass Of(GrainType type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"No grain class is named '{type}'.");

    public GrainClass Of(Type grainInterface, string? classNamePrefix)
    {
        var found = _byInterface[grainInterface]
            .Where(c => classNamePrefix is null || c.Class.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ArgumentException($"No grain class implements {grainInterface}."),
            _ => throw new ArgumentException($"{grainInterface} is implemented by several classes: {string.Join(", ", found.Select(c => c.Class))}."),
        };
    }
}
