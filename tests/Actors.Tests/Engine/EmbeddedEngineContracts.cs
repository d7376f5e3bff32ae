using Actors.Tests.Contracts.Engine;

namespace Actors.Tests.Engine;

/// <summary>The promises of Orleans, kept by the embedded engine.</summary>
public static class EmbeddedEngineContracts
{
    public sealed class Activation() : ActivationContract(new EmbeddedEngine());

    public sealed class Calls() : CallsContract(new EmbeddedEngine());

    public sealed class Chains() : ChainsContract(new EmbeddedEngine());

    public sealed class Context() : ContextContract(new EmbeddedEngine());

    public sealed class Cycles() : CyclesContract(new EmbeddedEngine());

    public sealed class Hammer() : HammerContract(new EmbeddedEngine());

    public sealed class Idle() : IdleContract(new EmbeddedEngine());

    public sealed class Interleaving() : InterleavingContract(new EmbeddedEngine());

    public sealed class Observers() : ObserversContract(new EmbeddedEngine());

    public sealed class Reminders() : RemindersContract(new EmbeddedEngine());

    public sealed class State() : StateContract(new EmbeddedEngine());

    public sealed class Stop() : StopContract(new EmbeddedEngine());

    public sealed class Timers() : TimersContract(new EmbeddedEngine());

    public sealed class Turns() : TurnsContract(new EmbeddedEngine());
}
