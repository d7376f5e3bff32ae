using System.Diagnostics;

namespace Actors.Benchmarks.Engine;

/// <summary>What activations cost: time to make them, memory to keep them.</summary>
internal static class Activations
{
    private const int Some = 100_000;
    private const int Many = 1_000_000;

    /// <summary>Callers at a time.</summary>
    private const int Callers = 64;

    private const int StateBytes = 24;

    public static async Task RunAsync()
    {
        Report.Title("Activations with one persistent state");
        await MakeAsync(Some); // compiles, and is not counted
        await using var program = await EngineProgram.StartAsync();
        var before = Measure.Live();
        var cost = await Measure.OnceAsync(Some, count => TouchAsync(program.Grains, 0, count));
        var live = Measure.Live() - before;
        Report.AtMost("idle, beyond its state", ((double)live / Some) - StateBytes, "B", 1024);
        Report.AtLeast("made in a second", 1e6 / cost.Wall, "", 100_000);
        Report.Note("to make one", cost.Cpu, "us CPU");
        Report.Note("to make one", cost.Bytes, "B allocated");
        await KeepManyAsync(program);
    }

    private static async Task MakeAsync(int count)
    {
        await using var program = await EngineProgram.StartAsync();
        await TouchAsync(program.Grains, 0, count);
    }

    private static async Task KeepManyAsync(EngineProgram program)
    {
        Report.Title("One million activations in one process");
        var watch = Stopwatch.StartNew();
        await TouchAsync(program.Grains, Some, Many - Some);
        Report.Note("seconds to get there", watch.Elapsed.TotalSeconds, "s");
        Report.AtMost("live on the heap", Measure.Live() / 1048576.0, "MB", 1000);
        Report.Note("resident", Environment.WorkingSet / 1048576.0, "MB");
        watch.Restart();
        await TouchAsync(program.Grains, 0, Many);
        Report.AtMost("a call to each, by a new reference", watch.Elapsed.TotalMicroseconds / Many, "us elapsed", 2);
        watch.Restart();
        await program.DisposeAsync();
        Report.AtMost("stop of the program", watch.Elapsed.TotalSeconds, "s", 30);
    }

    private static Task TouchAsync(IGrainFactory grains, int first, int count) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < count; i += Callers) await grains.GetGrain<IIdleGrain>(first + i).Touch();
        })));
}
