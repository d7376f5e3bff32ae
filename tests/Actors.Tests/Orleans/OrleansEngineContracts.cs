using Actors.Tests.Contracts.Engine;

namespace Actors.Tests.Orleans;

/// <summary>The promises of Orleans, kept by Orleans itself.</summary>
public static class OrleansEngineContracts
{
    public sealed class Activation() : ActivationContract(new OrleansEngine());

    public sealed class Calls() : CallsContract(new OrleansEngine());

    public sealed class Chains() : ChainsContract(new OrleansEngine());

    public sealed class Context() : ContextContract(new OrleansEngine());

    public sealed class Hammer() : HammerContract(new OrleansEngine());

    public sealed class Idle() : IdleContract(new OrleansEngine());

    public sealed class Interleaving() : InterleavingContract(new OrleansEngine());

    public sealed class Observers() : ObserversContract(new OrleansEngine());

    public sealed class Reminders() : RemindersContract(new OrleansEngine());

    public sealed class State() : StateContract(new OrleansEngine());

    public sealed class Stop() : StopContract(new OrleansEngine());

    public sealed class Timers() : TimersContract(new OrleansEngine());

    public sealed class Turns() : TurnsContract(new OrleansEngine());
}
