namespace Actors.Benchmarks.Engine;

/// <summary>What a call to an active grain costs.</summary>
internal static class Calls
{
    private const int Count = 500_000;

    public static async Task RunAsync()
    {
        Report.Title("A call (Task<int>) to an active grain");
        await using var program = await EngineProgram.StartAsync();
        var grain = program.Grains.GetGrain<ICounterGrain>("called");
        var caller = program.Grains.GetGrain<ICounterGrain>("caller");
        Print("from outside", 0.4, 300, await Measure.BestAsync(Count, async count =>
        {
            for (var i = 0; i < count; i++) await grain.Add(1);
        }));
        Print("from grain to grain", 0.4, 300, await Measure.BestAsync(Count, count => caller.CallAdd(grain, count)));
        Print("by a new reference each", 0.4, 300, await Measure.BestAsync(Count, async count =>
        {
            for (var i = 0; i < count; i++) await program.Grains.GetGrain<ICounterGrain>("called").Add(1);
        }));
        Print("with a request context", 0.4, 300, await Measure.BestAsync(Count, async count =>
        {
            RequestContext.Set("who", "the caller");
            for (var i = 0; i < count; i++) await grain.Add(1);
        }));
        Print("that awaits Task.Yield", 1, 600, await Measure.BestAsync(Count / 5, async count =>
        {
            for (var i = 0; i < count; i++) await grain.AddLater(1);
        }));
        Print("that awaits Task.Yield, 100 grains at a time", 2, 600, await Measure.BestAsync(Count / 5, count => ManyAsync(count,
            n => program.Grains.GetGrain<ICounterGrain>($"many{n}").AddLater)));
        Print("of 100 callers at a time, one grain", 2, 600, await Measure.BestAsync(Count / 5, count => ManyAsync(count, _ => grain.AddLater)));
    }

    private static Task ManyAsync(int count, Func<int, Func<int, Task>> of) => Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(async () =>
    {
        var call = of(n);
        for (var i = 0; i < count / 100; i++) await call(1);
    })));

    private static void Print(string what, double cpu, double bytes, Cost cost)
    {
        Report.AtMost(what, cost.Cpu, "us CPU", cpu);
        Report.AtMost("", cost.Bytes, "B allocated", bytes);
        Report.Note("", cost.Wall, "us elapsed");
    }
}
