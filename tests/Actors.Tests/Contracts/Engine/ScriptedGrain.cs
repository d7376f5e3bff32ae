using Orleans.Concurrency;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Runs the test's code, and shows it what a grain class sees of itself.</summary>
public abstract class ScriptedGrain : Grain, IScriptGrain, IDisposable
{
    private int _inTurn;

    public Stage Stage { get; private set; } = null!;

    public IGrainFactory Grains => GrainFactory;

    /// <summary>Differs between activations.</summary>
    public Guid Life { get; } = Guid.NewGuid();

    /// <summary>Memory of the activation.</summary>
    public List<string> Notes { get; } = [];

    public Task Run(long script) => Scripted.Run(script, this);

    public Task RunUntil(long script, CancellationToken cancellationToken) => Scripted.Run(script, this, cancellationToken);

    public Task RunInterleaving(long script) => Scripted.Run(script, this);

    public Task RunReadOnly(long script) => Scripted.Run(script, this);

    public Task Post(long script) => Scripted.Run(script, this);

    public Task RunBriefly(long script) => Scripted.Run(script, this);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Stage = Stage.Of(this.GetPrimaryKeyString());
        await Stage.Activating(this, cancellationToken);
        Stage.Activated();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await Stage.Deactivating(this, reason);
        }
        finally
        {
            Stage.Ended(reason.ReasonCode);
        }
    }

    public void End() => DeactivateOnIdle();

    public void StayFor(TimeSpan time) => DelayDeactivation(time);

    /// <summary>Code that must not overlap with other code of this activation.</summary>
    public void Alone(Action code)
    {
        if (Interlocked.Increment(ref _inTurn) != 1) throw new InvalidOperationException("Two turns overlap.");
        code();
        Thread.SpinWait(50);
        Interlocked.Decrement(ref _inTurn);
    }

    public void Dispose()
    {
        Stage?.Disposing();
        GC.SuppressFinalize(this);
    }
}

[GrainType("contract-plain")]
public sealed class PlainScriptGrain : ScriptedGrain, IPlainScriptGrain;

[Reentrant, GrainType("contract-reentrant")]
public sealed class ReentrantScriptGrain : ScriptedGrain, IReentrantScriptGrain;

[GrainType("contract-reminded")]
public sealed class RemindedScriptGrain : ScriptedGrain, IRemindedScriptGrain
{
    public Task ReceiveReminder(string reminderName, TickStatus status) => Stage.Reminding(this, reminderName, status);
}

[GrainType("contract-stateful")]
public sealed class StatefulScriptGrain([PersistentState("tally")] IPersistentState<Tally> tally) : ScriptedGrain, IStatefulScriptGrain
{
    public IPersistentState<Tally> Tally { get; } = tally;
}

[GenerateSerializer, Alias("contract-tally")]
public sealed record Tally
{
    [Id(0)]
    public int Count { get; init; }
}
