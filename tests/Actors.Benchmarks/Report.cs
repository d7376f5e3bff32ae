using System.Globalization;
using System.Runtime;

namespace Actors.Benchmarks;

/// <summary>Prints figures beside their goals.</summary>
internal static class Report
{
    /// <summary>Figures so far that missed their goal.</summary>
    public static int Missed { get; private set; }

    public static void Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        var collector = GCSettings.IsServerGC ? "server" : "workstation";
        Console.WriteLine(FormattableString.Invariant($"{Environment.ProcessorCount} cores, {memory} MB, .NET {Environment.Version}, {collector} GC"));
    }

    public static void Title(string title) => Console.WriteLine($"\n{title}");

    public static void AtMost(string what, double figure, string unit, double goal) => Line(what, figure, unit, "at most", goal, figure <= goal);

    public static void AtLeast(string what, double figure, string unit, double goal) => Line(what, figure, unit, "at least", goal, figure >= goal);

    public static void Note(string what, double figure, string unit) => Console.WriteLine($"  {what,-46}{Number(figure),12} {unit}");

    private static void Line(string what, double figure, string unit, string bound, double goal, bool isMet)
    {
        if (!isMet) Missed++;
        Console.WriteLine($"  {what,-46}{Number(figure),12} {unit,-12} goal: {bound} {Number(goal)}{(isMet ? "" : "  MISSED")}");
    }

    private static string Number(double figure) => figure.ToString(figure < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}
