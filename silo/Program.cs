#if ORLEANS
using Actors;
using Actors.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// One silo on this machine, grain state in memory: enough to prove that the grains run on Orleans. Clustering, AdoNet
// storage and reminders come with the cluster itself.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddActorsStorage();
builder.Services.AddActorsProviders();
builder.UseOrleans(static silo => silo.UseLocalhostClustering().AddMemoryGrainStorage("actors").UseInMemoryReminderService());
await builder.Build().RunAsync();
return 0;
#else
await Console.Error.WriteLineAsync("This build has the embedded engine: the grains run in the front end (./run.sh). Build with -p:Engine=orleans for silos.");
return 1;
#endif
