using Actors.Tests.Contracts.Engine;

namespace Actors.Tests.Orleans;

/// <summary>The promises that a connection lies in the way of, kept by Orleans to a client outside the silo, as the front end is.</summary>
public static class OrleansClientContracts
{
    private const string ReceivedLastInFirstOut =
        "Orleans promises no order over a connection: what comes together is handled by the thread pool, the last first (Connection).";

    public sealed class Calls() : CallsContract(new OrleansEngine(throughClient: true, isImpatient: true))
    {
        [Fact(Skip = ReceivedLastInFirstOut)]
        public override Task One_way_calls_keep_their_place_in_the_order() => base.One_way_calls_keep_their_place_in_the_order();
    }

    public sealed class Observers() : ObserversContract(new OrleansEngine(throughClient: true, isImpatient: true))
    {
        [Fact(Skip = ReceivedLastInFirstOut)]
        public override Task What_a_grain_pushes_arrives_in_order() => base.What_a_grain_pushes_arrives_in_order();

        [Fact(Skip = OrleansEngineContracts.DroppedUnanswered)]
        public override Task Asking_a_deleted_observer_fails() => base.Asking_a_deleted_observer_fails();
    }

    public sealed class Stop() : StopContract(new OrleansEngine(throughClient: true, isImpatient: true))
    {
        [Fact(Skip = OrleansEngineContracts.NoPlaceInAStoppingSilo)]
        public override Task A_call_that_a_grain_makes_to_itself_as_it_ends_is_run_by_its_successor_which_ends_too() =>
            base.A_call_that_a_grain_makes_to_itself_as_it_ends_is_run_by_its_successor_which_ends_too();

        /// <summary>Each that the stop wins costs a time-out: see <see cref="IsAnswer"/>.</summary>
        protected override int Races => 5;

        /// <summary>What a gateway had taken when it closed is answered by the time-out.</summary>
        protected override bool IsAnswer(Exception failure) => failure is TimeoutException || base.IsAnswer(failure);
    }
}
