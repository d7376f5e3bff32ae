namespace Orleans
{
    /// <summary>Marks a type that may cross a grain interface. The embedded engine passes such objects by reference.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
    public sealed class GenerateSerializerAttribute : Attribute;

    /// <summary>The stable number of a serialized member. Numbers are append-only.</summary>
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
    public sealed class IdAttribute(uint id) : Attribute
    {
        /// <summary>The number.</summary>
        public uint Id { get; } = id;
    }

    /// <summary>The stable name of a type or method, so that renaming it in code changes nothing on the wire.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum
        | AttributeTargets.Method, AllowMultiple = true)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        /// <summary>The name.</summary>
        public string Alias { get; } = alias;
    }

    /// <summary>Promises that the object is never changed after it was sent, so that it need not be copied.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property
        | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
    public sealed class ImmutableAttribute : Attribute;

    /// <summary>How long a caller of this method waits before a <see cref="TimeoutException"/>, as a <see cref="TimeSpan"/> text.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
    {
        /// <summary>The time-out.</summary>
        public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The stable name of a grain class; without it the class name less "Grain", lower case.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        /// <summary>The name, the first part of every <see cref="Runtime.GrainId"/> of this class.</summary>
        public string GrainType { get; } = grainType;
    }

    /// <summary>Activations of this class are never collected for being idle.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class KeepAliveAttribute : Attribute;

    /// <summary>How long an activation of this class may be idle before it is deactivated.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CollectionAgeLimitAttribute : Attribute
    {
        /// <summary>Days of idleness, added to the other units.</summary>
        public double Days { get; set; }

        /// <summary>Hours of idleness.</summary>
        public double Hours { get; set; }

        /// <summary>Minutes of idleness.</summary>
        public double Minutes { get; set; }

        /// <summary>Never collected.</summary>
        public bool AlwaysActive { get; set; }

        /// <summary>The sum of the units.</summary>
        public TimeSpan AgeLimit => AlwaysActive ? TimeSpan.MaxValue : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
    }
}

namespace Orleans.Concurrency
{
    /// <summary>Every method of the class may interleave with every other at its awaits.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute;

    /// <summary>The method may interleave with any other at its awaits.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    /// <summary>The method changes nothing, so several read-only calls may interleave with one another.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : Attribute;

    /// <summary>The caller does not wait and learns of no failure.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OneWayAttribute : Attribute;
}

namespace Orleans.Runtime
{
    /// <summary>Injects an <see cref="IPersistentState{TState}"/> into a grain's constructor.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The state's name within the grain.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The storage provider's name; the embedded engine has one provider and ignores it.</summary>
        public string? StorageName { get; } = storageName;
    }
}
