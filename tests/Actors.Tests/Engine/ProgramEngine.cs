using Actors.Storage;
using Actors.Storage.GrainState;
using Actors.Tests.Harness;
using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Tests.Engine;

/// <summary>The engine of the build in the programs of the harness: the embedded one. The other one is in the folder of Orleans.</summary>
internal static class ProgramEngine
{
    /// <summary>Adds the engine on a clock, with what it keeps in the database, to a program that has the rest.</summary>
    public static void AddTo(IHostApplicationBuilder builder, ManualTime time)
    {
        // The clock moves by hours at once: that must end no call and no activation.
        builder.Configuration.AddInMemoryCollection([new("Engine:CollectionAge", "23:00:00"), new("Engine:ResponseTimeout", "23:00:00")]);
        builder.Services.AddSingleton<TimeProvider>(time).AddEmbeddedGrainStorage().AddGrainEngine(typeof(TutorSessionState).Assembly);
    }

    /// <summary>Whether any grain of a program is to be reminded of anything.</summary>
    public static async Task<bool> HasRemindersAsync(IServiceProvider program) =>
        await program.GetRequiredService<IReminderStore>().EarliestAsync() is not null;

    /// <summary>Storage without a program around it; not opened.</summary>
    public static ServiceProvider Storage(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new ManualTime())
            .AddActorsStorage().AddEmbeddedGrainStorage().BuildServiceProvider();
    }

    public static async Task OpenAsync(IServiceProvider storage)
    {
        foreach (var service in storage.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where grains keep their states.</summary>
    public static IGrainStorage States(IServiceProvider storage) => storage.GetRequiredService<IGrainStorage>();
}
