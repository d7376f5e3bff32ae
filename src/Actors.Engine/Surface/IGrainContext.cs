namespace Orleans.Runtime;

/// <summary>An activation as its own grain object sees it.</summary>
public interface IGrainContext
{
    /// <summary>The identity.</summary>
    GrainId GrainId { get; }

    /// <summary>A reference to this grain, for calling itself or for handing out.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain object, null until it was made.</summary>
    object? GrainInstance { get; }

    /// <summary>Services. The embedded engine has no scope per activation: these are the application's.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Deactivates once the calls that run have ended. Calls that come later get a new activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
