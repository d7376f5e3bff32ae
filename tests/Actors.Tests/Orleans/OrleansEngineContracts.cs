using System.Diagnostics;
using Actors.Tests.Contracts.Engine;

namespace Actors.Tests.Orleans;

/// <summary>The promises of Orleans, kept by Orleans itself. What is skipped, the embedded engine promises beyond them.</summary>
public static class OrleansEngineContracts
{
    internal const string AddressingIsConcurrent =
        "Orleans promises no order: calls wait for the address of a new activation side by side (PlacementService, MessageCenter).";

    internal const string NoPlaceInAStoppingSilo =
        "Orleans places no activation on a silo that stops: the call fails (PlacementService).";

    internal const string DroppedUnanswered =
        "Orleans drops a call to an observer that is gone and answers nothing: the caller gets a time-out (InvokableObjectManager).";

    public sealed class Activation() : ActivationContract(new OrleansEngine());

    public sealed class Calls() : CallsContract(new OrleansEngine(isImpatient: true))
    {
        [Fact(Skip = AddressingIsConcurrent)]
        public override Task One_way_calls_keep_their_place_in_the_order() => base.One_way_calls_keep_their_place_in_the_order();
    }

    public sealed class Chains() : ChainsContract(new OrleansEngine());

    public sealed class Context : ContextContract
    {
        /// <summary>Orleans makes a trace's spans, and so passes it on, only if somebody listens.</summary>
        private static readonly ActivityListener Listener = new()
        {
            ShouldListenTo = static source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        };

        static Context() => ActivitySource.AddActivityListener(Listener);

        public Context() : base(new OrleansEngine())
        {
        }
    }

    public sealed class Cycles() : CyclesContract(new OrleansEngine(isImpatient: true));

    public sealed class Hammer() : HammerContract(new OrleansEngine())
    {
        /// <summary>See <see cref="AddressingIsConcurrent"/>.</summary>
        protected override bool KeepsOrder => false;

        /// <summary>See <see cref="Interleaving"/>.</summary>
        protected override bool WritersWaitForReaders => false;
    }

    public sealed class Idle() : IdleContract(new OrleansEngine())
    {
        [Fact(Skip = AddressingIsConcurrent)]
        public override Task Calls_of_one_caller_stay_in_order_over_the_end_of_an_activation() =>
            base.Calls_of_one_caller_stay_in_order_over_the_end_of_an_activation();
    }

    public sealed class Interleaving() : InterleavingContract(new OrleansEngine())
    {
        [Fact(Skip = "Orleans remembers the first of the read-only calls: at its end a writing one begins beside the others (ActivationData).")]
        public override Task A_call_that_may_write_waits_for_the_last_of_the_read_only_ones() =>
            base.A_call_that_may_write_waits_for_the_last_of_the_read_only_ones();
    }

    public sealed class Observers() : ObserversContract(new OrleansEngine(isImpatient: true))
    {
        [Fact(Skip = DroppedUnanswered)]
        public override Task Asking_a_deleted_observer_fails() => base.Asking_a_deleted_observer_fails();
    }

    public sealed class Reminders() : RemindersContract(new OrleansEngine())
    {
        [Fact(Skip = "Orleans does not make up for missed ticks: after a restart the next in the row comes (LocalReminderService).")]
        public override Task A_reminder_survives_a_restart_and_missed_ticks_come_once() =>
            base.A_reminder_survives_a_restart_and_missed_ticks_come_once();
    }

    public sealed class State() : StateContract(new OrleansEngine());

    public sealed class Stop() : StopContract(new OrleansEngine())
    {
        [Fact(Skip = NoPlaceInAStoppingSilo)]
        public override Task A_call_that_a_grain_makes_to_itself_as_it_ends_is_run_by_its_successor_which_ends_too() =>
            base.A_call_that_a_grain_makes_to_itself_as_it_ends_is_run_by_its_successor_which_ends_too();
    }

    public sealed class Timers() : TimersContract(new OrleansEngine());

    public sealed class Turns() : TurnsContract(new OrleansEngine())
    {
        [Fact(Skip = AddressingIsConcurrent)]
        public override Task Calls_of_one_caller_arrive_in_order() => base.Calls_of_one_caller_arrive_in_order();
    }
}
