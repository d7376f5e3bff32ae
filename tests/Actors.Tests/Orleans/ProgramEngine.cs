using System.Net;
using System.Net.Sockets;
using Actors.Cluster;
using Actors.Silo;
using Actors.Silo.Import;
using Actors.Silo.Storage;
using Actors.Storage;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Tests.Orleans;

/// <summary>
/// The engine of the build in the programs of the harness: a silo, put together as the product's. The other one is in the folder of the
/// embedded engine.
/// </summary>
internal static class ProgramEngine
{
    /// <summary>Adds the engine on a clock, with what it keeps in the database, to a program that has the rest.</summary>
    public static void AddTo(IHostApplicationBuilder builder, ManualTime time)
    {
        var (silo, gateway) = FreePorts();
        var settings = new ClusterSettings { SiloPort = silo, PrimaryPort = silo, GatewayPort = gateway };
        builder.Services.AddSingleton(settings).AddClusterTables().AddManualTime(time, time);
        builder.UseOrleans(orleans => orleans.UseCluster(settings, builder.Configuration).UseGrainStorage(builder.Configuration));
    }

    /// <summary>Timers, reminders and grains follow the test's clock, the rest of Orleans the machine's: no silo dies of a leap in time.</summary>
    public static IServiceCollection AddManualTime(this IServiceCollection services, ManualTime time, TimeProvider reminders) => services
        .AddSingleton<TimeProvider>(time)
        .AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System)
        .AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, time)
        .AddKeyedSingleton(ReminderTimeProviderNames.Reminders, reminders);

    /// <summary>Whether any grain of a program is to be reminded of anything.</summary>
    public static async Task<bool> HasRemindersAsync(IServiceProvider program) =>
        (await program.GetRequiredService<IReminderTable>().ReadRows(0, 0)).Reminders.Count > 0;

    /// <summary>Storage without a program around it; not opened.</summary>
    public static ServiceProvider Storage(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var given = settings.Select(static setting => $"--{setting.Key}={setting.Value}");
        return (ServiceProvider)SiloHost.Build(["--Cluster:Membership=Postgres", "--Logging:LogLevel:Default=None", .. given]).Services;
    }

    public static async Task OpenAsync(IServiceProvider storage)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await storage.OpenStorageAsync(cancelled);
        await ProviderLifecycle.StartAsync(storage.GetRequiredKeyedService<IGrainStorage>(GrainStorageSetup.Relational), cancelled);
        await storage.GetRequiredService<IReminderTable>().StartAsync(cancelled);
        await storage.GetRequiredService<IMembershipTable>().InitializeMembershipTable(tryInitTableVersion: true);
    }

    /// <summary>Where grains keep their states.</summary>
    public static IGrainStorage States(IServiceProvider storage) => storage.GetRequiredKeyedService<IGrainStorage>(GrainStorageSetup.Actors);

    private static (int Silo, int Gateway) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
