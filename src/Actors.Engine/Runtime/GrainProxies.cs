using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Runtime;

/// <summary>Makes a reference object.</summary>
internal delegate GrainReference MakeReference(GrainRuntime runtime, GrainId id, ObserverTarget? observer);

/// <summary>
/// Reference classes, made at run time, one per grain interface. Each method is three steps: load the method's slot, make a
/// <see cref="Request"/> of the arguments, hand it to <see cref="GrainReference"/>.
/// </summary>
/// <remarks>Orleans makes such classes by a source generator; here an emitter needs no build step and no package.</remarks>
internal static class GrainProxies
{
    private const int MaxArguments = 4;
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, MakeReference> Made = new();
    private static readonly Lock Gate = new();
    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("Actors.Engine.Proxies"), AssemblyBuilderAccess.Run).DefineDynamicModule("main");

    private static readonly Dictionary<string, bool> Opened = [];
    private static readonly Lazy<ConstructorInfo> OpensAssembly = new(DefineIgnoresAccessChecks);
    private static readonly ConstructorInfo BaseConstructor =
        typeof(GrainReference).GetConstructor(Hidden, [typeof(GrainRuntime), typeof(GrainId), typeof(ObserverTarget)])!;

    private static readonly Type[] RequestTypes =
        [typeof(Request<>), typeof(Request<,>), typeof(Request<,,>), typeof(Request<,,,>), typeof(Request<,,,,>)];

    /// <summary>The maker of references by this interface.</summary>
    public static MakeReference Of(Type grainInterface)
    {
        if (Made.TryGetValue(grainInterface, out var make)) return make;
        lock (Gate)
        {
            return Made.GetOrAdd(grainInterface, Emit);
        }
    }

    private static MakeReference Emit(Type grainInterface)
    {
        if (!grainInterface.IsInterface) throw new ArgumentException($"{grainInterface} is not an interface.");
        Open(typeof(GrainReference).Assembly);
        Open(grainInterface.Assembly);
        var type = Module.DefineType($"{grainInterface.FullName}Reference", TypeAttributes.Sealed | TypeAttributes.NotPublic, typeof(GrainReference));
        type.AddInterfaceImplementation(grainInterface);
        EmitConstructor(type);
        var statics = new List<(string Name, object Value)>();
        foreach (var method in grainInterface.GetInterfaces().Append(grainInterface).SelectMany(static i => i.GetMethods()).Where(static m => m.IsAbstract))
        {
            EmitMethod(type, method, statics);
        }
        var made = type.CreateType();
        foreach (var (name, value) in statics) made.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, value);
        return Maker(made);
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard,
            [typeof(GrainRuntime), typeof(GrainId), typeof(ObserverTarget)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, BaseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, MethodInfo method, List<(string Name, object Value)> statics)
    {
        var arguments = Array.ConvertAll(method.GetParameters(), static p => p.ParameterType);
        var result = ResultOf(method, arguments);
        var target = method.DeclaringType!;
        var delegateType = Expression.GetFuncType([target, .. arguments, typeof(Task)]);
        var requestType = RequestTypes[arguments.Length].MakeGenericType([target, .. arguments]);
        var slotField = type.DefineField($"slot{statics.Count}", typeof(CallSlot), FieldAttributes.Static | FieldAttributes.Private);
        var callField = type.DefineField($"call{statics.Count}", delegateType, FieldAttributes.Static | FieldAttributes.Private);
        statics.Add((slotField.Name, Activator.CreateInstance(typeof(CallSlot<>).MakeGenericType(result), method)!));
        statics.Add((callField.Name, Invoker(method, delegateType, target, arguments)));

        var proxy = type.DefineMethod(method.DeclaringType!.FullName + "." + method.Name,
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType, arguments);
        var il = proxy.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, slotField);
        il.Emit(OpCodes.Ldsfld, callField);
        for (var i = 0; i < arguments.Length; i++) il.Emit(OpCodes.Ldarg, i + 1);
        il.Emit(OpCodes.Newobj, requestType.GetConstructors()[0]);
        il.Emit(OpCodes.Call, SenderFor(method.ReturnType, result));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(proxy, method);
    }

    private static Type ResultOf(MethodInfo method, Type[] arguments)
    {
        var type = method.ReturnType;
        var name = $"{method.DeclaringType}.{method.Name}";
        if (method.IsGenericMethodDefinition) throw new NotSupportedException($"{name} is generic; grain methods must not be.");
        if (arguments.Length > MaxArguments) throw new NotSupportedException($"{name} has more than {MaxArguments} parameters; pass a record.");
        if (type == typeof(Task)) return typeof(Nothing);
        if (type == typeof(void) && typeof(IGrainObserver).IsAssignableFrom(method.DeclaringType)) return typeof(Nothing);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)) return type.GetGenericArguments()[0];
        throw new NotSupportedException($"{name} returns {type}; grain methods return Task or Task<T>, those of observers also void.");
    }

    /// <summary>A delegate that calls the method on its target; a method without a result gets a completed task as one.</summary>
    private static Delegate Invoker(MethodInfo method, Type delegateType, Type target, Type[] arguments)
    {
        if (method.ReturnType != typeof(void)) return method.CreateDelegate(delegateType);
        var parameters = new[] { target }.Concat(arguments).Select(Expression.Parameter).ToArray();
        var call = Expression.Call(parameters[0], method, parameters[1..]);
        return Expression.Lambda(delegateType, Expression.Block(call, Expression.Constant(Task.CompletedTask, typeof(Task))), parameters).Compile();
    }

    private static MethodInfo SenderFor(Type returned, Type result)
    {
        if (returned == typeof(void)) return typeof(GrainReference).GetMethod("Post", Hidden)!;
        if (returned == typeof(Task)) return typeof(GrainReference).GetMethod("CallTask", Hidden)!;
        return typeof(GrainReference).GetMethod("Call", Hidden)!.MakeGenericMethod(result);
    }

    private static MakeReference Maker(Type made)
    {
        var runtime = Expression.Parameter(typeof(GrainRuntime));
        var id = Expression.Parameter(typeof(GrainId));
        var observer = Expression.Parameter(typeof(ObserverTarget));
        return Expression.Lambda<MakeReference>(Expression.New(made.GetConstructors()[0], runtime, id, observer), runtime, id, observer).Compile();
    }

    /// <summary>Lets the made classes see the internal types of an assembly, as <see cref="DispatchProxy"/> does.</summary>
    private static void Open(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (!Opened.TryAdd(name, true)) return;
        ((AssemblyBuilder)Module.Assembly).SetCustomAttribute(new CustomAttributeBuilder(OpensAssembly.Value, [name]));
    }

    private static ConstructorInfo DefineIgnoresAccessChecks()
    {
        // The runtime knows this attribute by its name; no public assembly declares it.
        var type = Module.DefineType("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public, typeof(Attribute));
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(Hidden, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(AttributeUsageAttribute).GetConstructor([typeof(AttributeTargets)])!,
            [AttributeTargets.Assembly], [typeof(AttributeUsageAttribute).GetProperty("AllowMultiple")!], [true]));
        return type.CreateType().GetConstructors()[0];
    }
}
