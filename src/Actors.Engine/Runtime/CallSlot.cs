using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>One method of a grain interface: what the engine must know to call it.</summary>
internal abstract class CallSlot
{
    protected CallSlot(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    public string Name { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsOneWay { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>A failed task of the method's own type.</summary>
    public abstract Task Fail(Exception failure);

    /// <summary>What a caller waits for when the call does not end at once.</summary>
    public abstract PendingCall NewPending();
}

/// <summary>A method whose result is <typeparamref name="TResult"/>; <see cref="Nothing"/> for a bare task.</summary>
internal sealed class CallSlot<TResult>(MethodInfo method) : CallSlot(method)
{
    public override Task Fail(Exception failure) => Task.FromException<TResult>(failure);

    public override PendingCall NewPending() => new PendingCall<TResult>(this);
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;
