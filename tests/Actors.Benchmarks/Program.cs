using Actors.Benchmarks;
using Actors.Benchmarks.Engine;
using Actors.Benchmarks.Frames;
using Actors.Benchmarks.Storage;

const string usage = "engine | memory | storage [PostgreSQL connection string] | frames | all [PostgreSQL connection string]";

var verb = args.ElementAtOrDefault(0) ?? "";
var isAll = verb == "all";
if (!isAll && verb is not ("engine" or "memory" or "storage" or "frames"))
{
    Console.Error.WriteLine($"Say what to measure: {usage}");
    return 2;
}
Report.Machine();
if (isAll || verb == "engine") await Calls.RunAsync();
if (isAll || verb == "memory") await Activations.RunAsync();
if (isAll || verb == "storage") await Commits.RunAsync(args.ElementAtOrDefault(1));
if (isAll || verb == "frames") Pure.Run();
return Report.Missed == 0 ? 0 : 1;
