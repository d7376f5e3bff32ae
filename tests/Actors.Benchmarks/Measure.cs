using System.Diagnostics;

namespace Actors.Benchmarks;

/// <summary>What one operation costs.</summary>
/// <param name="Cpu">Microseconds of all cores, collections included.</param>
/// <param name="Wall">Microseconds that pass.</param>
/// <param name="Bytes">Bytes allocated on all threads.</param>
internal readonly record struct Cost(double Cpu, double Wall, double Bytes);

/// <summary>Measures whole rounds of operations: their processor time, which waiting does not enter, and what they allocate.</summary>
internal static class Measure
{
    private const int WarmUps = 6;
    private const int Rounds = 9;

    /// <summary>The cheapest of several rounds of <paramref name="count"/> operations: what others did to the machine is not ours.</summary>
    public static async Task<Cost> BestAsync(int count, Func<int, Task> run)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await run(count);
            await Task.Delay(150); // the compiler replaces hot code while nothing new is compiled
        }
        var best = new Cost(double.MaxValue, double.MaxValue, double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            var cost = await OnceAsync(count, run);
            best = new Cost(Math.Min(best.Cpu, cost.Cpu), Math.Min(best.Wall, cost.Wall), Math.Min(best.Bytes, cost.Bytes));
        }
        return best;
    }

    public static async Task<Cost> OnceAsync(int count, Func<int, Task> run)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await run(count);
        var wall = watch.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Cost(cpu.TotalMicroseconds / count, wall.TotalMicroseconds / count, (double)bytes / count);
    }

    /// <summary>Live bytes on the heap.</summary>
    public static long Live()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
