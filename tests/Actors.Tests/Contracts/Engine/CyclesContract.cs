using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Calls from grain to grain that come back to where they began end in a time-out.</summary>
public abstract class CyclesContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task A_grain_that_calls_itself_gets_a_time_out()
    {
        var call = Plain("a").Do(async g =>
        {
            var inner = Plain("a").Touch();
            g.Stage.Tell("waiting");
            await inner;
        });
        await EndsInTimeout(call);
    }

    [Fact]
    public async Task A_cycle_of_grains_ends_in_a_time_out()
    {
        var call = Plain("a").Do(_ => Plain("b").Do(_ => Plain("c").Do(async _ =>
        {
            var inner = Plain("a").Touch();
            StageOf("a").Tell("waiting");
            await inner;
        })));
        await EndsInTimeout(call);
        await Plain("b").Touch().Soon("a call to the second grain");
        await Plain("c").Touch().Soon("a call to the third grain");
    }

    private async Task EndsInTimeout(Task call)
    {
        await StageOf("a").Hear("the cycle is closed");
        await PassResponseTimeout();
        await Failure<TimeoutException>(call, "the time-out");
        await Plain("a").Touch().Soon("the next call");
        Assert.Equal(1, StageOf("a").Activations);
    }
}
