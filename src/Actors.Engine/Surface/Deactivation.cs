namespace Orleans;

/// <summary>Why an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>The host stops.</summary>
    ShuttingDown,

    /// <summary>It could not be activated.</summary>
    ActivationFailed,

    /// <summary>Cluster only.</summary>
    DirectoryFailure,

    /// <summary>Nobody called for a while.</summary>
    ActivationIdle,

    /// <summary>Cluster only.</summary>
    ActivationUnresponsive,

    /// <summary>Cluster only.</summary>
    DuplicateActivation,

    /// <summary>Cluster only.</summary>
    IncompatibleRequest,

    /// <summary>A call failed in a way after which the object cannot be trusted, such as a state conflict.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Cluster only.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}

/// <summary>Why an activation ends, with a text for the log.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>Makes one without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text)
    {
    }

    /// <summary>A text for people.</summary>
    public string Description { get; } = text;

    /// <summary>The reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>What went wrong, if something did.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public override string ToString() => $"{ReasonCode}: {Description}";
}
