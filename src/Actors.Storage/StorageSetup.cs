using Actors.Accounts;
using Actors.Chat;
using Actors.Storage.Postgres;
using Actors.Storage.Sqlite;
using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Storage;

/// <summary>Adds the database and everything that is kept in it.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Adds storage. It opens and migrates as the first hosted service, so add it before whatever uses it; a database that
    /// cannot be used fails the start with a <see cref="StorageException"/>.
    /// </summary>
    public static IServiceCollection AddActorsStorage(this IServiceCollection services)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Configure<IConfiguration>(static (options, configuration) => options.Postgres = configuration.GetConnectionString("Postgres") ?? options.Postgres);
        services.AddSingleton(static provider => Open(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider));
        services.AddSingleton(MigrationSet.Product);
        services.AddHostedService<StorageStart>();
        services.AddSingleton<ITurnLog, TurnLog>().AddSingleton<IWordLog, WordLog>().AddSingleton<WordQueries>().AddSingleton<IUsageLog, UsageLog>();
        services.AddSingleton<IUserList, UserList>().AddSingleton<UserQueries>().AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<RevocationLog>().AddSingleton<IRevocations>(static provider => provider.GetRequiredService<RevocationLog>());
        return services;
    }

    /// <summary>
    /// Adds the tables in which Orleans keeps grain state, reminders and its members. They are made with the others; a cluster
    /// without PostgreSQL fails the start.
    /// </summary>
    public static IServiceCollection AddClusterTables(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().Validate(static options => options.Postgres.Length > 0, "A cluster keeps its data in PostgreSQL: set ConnectionStrings:Postgres.");
        return services.AddSingleton(MigrationSet.Cluster);
    }

    private static Database Open(StorageOptions options, IServiceProvider provider)
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        return options.Postgres.Length > 0
            ? new PostgresDatabase(options, logs.CreateLogger<PostgresDatabase>())
            : new SqliteDatabase(options, logs.CreateLogger<SqliteDatabase>());
    }

    /// <summary>Opens storage for a command that runs without its program; programs do it when they start.</summary>
    public static async Task OpenStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<Database>();
        await database.OpenAsync(cancellationToken);
        foreach (var set in services.GetServices<MigrationSet>())
        {
            await new Migrator(database, set, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Migrator>>()).RunAsync(cancellationToken);
        }
        await database.CheckAsync(cancellationToken); // with nothing to migrate a file that cannot be written looks well
    }

    private sealed class StorageStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => services.OpenStorageAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
