namespace Orleans.Runtime;

/// <summary>The name of a grain class.</summary>
public readonly record struct GrainType
{
    private readonly string? _value;

    private GrainType(string value) => _value = value;

    /// <summary>Makes one from its name.</summary>
    public static GrainType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}

/// <summary>The key part of a grain's identity, as text.</summary>
public readonly record struct IdSpan
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>Makes one from its text.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}

/// <summary>The identity of a grain: its class's name and its key. Written <c>type/key</c>.</summary>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>
{
    /// <summary>The class's name.</summary>
    public GrainType Type { get; } = type;

    /// <summary>The key.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>Makes one from its two parts.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Whether two identities are the same.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether two identities differ.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
