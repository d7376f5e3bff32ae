using System.Runtime.CompilerServices;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Calls from grain to grain: depth costs no stack.</summary>
public abstract class ChainsContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task A_chain_of_ten_thousand_grains_does_not_overflow_the_stack()
    {
        var depth = 0;
        await Descend(10_000, 0, () => depth++).Soon("the whole chain");
        Assert.Equal(10_000, depth);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_through_a_thousand_active_grains_does_not_overflow_the_stack(bool yields)
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Plain($"{i}").Touch())).Soon("all activations");
        var depth = 0;
        await Descend(1000, 0, () => depth++, yields).Soon("the whole chain");
        Assert.Equal(1000, depth);
    }

    [Fact]
    public async Task A_caller_whose_stack_is_nearly_used_up_gets_its_answer()
    {
        var grain = Plain("a");
        await grain.Touch().Soon("activation");
        var calls = new List<Task>();
        var end = new TaskCompletionSource();
        new Thread(Call) { IsBackground = true }.Start();
        await end.Task.Soon("the last call returns");
        await Task.WhenAll(calls).Soon("the calls");

        // At every depth: what is left of the stack may end within a call, too.
        void Call()
        {
            calls.Add(grain.Touch());
            if (RuntimeHelpers.TryEnsureSufficientExecutionStack()) Call();
            else end.SetResult();
        }
    }

    [Fact]
    public async Task A_failure_at_the_end_of_a_long_chain_reaches_its_beginning()
    {
        await Failure<InvalidDataException>(Descend(1000, 0, () => { }, fails: true), "the failure");
    }

    [Fact]
    public async Task Two_grains_that_call_each_other_in_turn_do_not_overflow_the_stack()
    {
        var left = 20_000;
        await Back(Reentrant("a"), Reentrant("b")).Soon("the whole chain");
        Assert.Equal(0, left);

        Task Back(IReentrantScriptGrain to, IReentrantScriptGrain from) =>
            to.Do(_ => Interlocked.Decrement(ref left) == 0 ? Task.CompletedTask : Back(from, to));
    }

    private Task Descend(int count, int at, Action visit, bool yields = false, bool fails = false) => Plain($"{at}").Do(async _ =>
    {
        visit();
        if (yields) await Task.Yield();
        if (at + 1 < count) await Descend(count, at + 1, visit, yields, fails);
        else if (fails) throw new InvalidDataException("the end of the chain");
    });
}
