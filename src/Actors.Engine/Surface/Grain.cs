using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The base of grain classes. Everything in it runs in turns of its activation: one at a time, continuations
/// included. Members may only be used from such a turn.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation _activation;

    /// <summary>Called by the engine alone, while it activates.</summary>
    protected Grain() => _activation = Activation.Constructing
        ?? throw new InvalidOperationException("Grains are made by the engine: call them through IGrainFactory.GetGrain.");

    /// <inheritdoc/>
    public IGrainContext GrainContext => _activation;

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => _activation.GrainReference;

    /// <summary>The identity as text.</summary>
    public string IdentityString => _activation.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => _activation.Runtime.Factory;

    /// <summary>Services.</summary>
    protected internal IServiceProvider ServiceProvider => _activation.ActivationServices;

    internal Activation Activation => _activation;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates once the calls that run have ended.</summary>
    protected void DeactivateOnIdle() => _activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "the grain asked for it"));

    /// <summary>Keeps the activation for at least this long, even if nobody calls.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => _activation.DelayDeactivation(timeSpan);
}
