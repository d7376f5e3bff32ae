using Actors.Silo.Storage;
using Actors.Storage;
using Actors.Storage.Moving;
using Orleans.Storage;

namespace Actors.Silo.Import;

/// <summary>
/// <c>import --from data</c>: carries the data of an installation on the embedded engine into the stores of the cluster, and compares. Can be
/// run again: what is there stays as it is. No silo runs for it.
/// </summary>
internal sealed class ImportCommand(IServiceProvider services, EmbeddedData from, TextWriter output)
{
    private readonly Database _to = services.GetRequiredService<Database>();
    private bool _isComplete = true;

    /// <summary>Runs the command; the exit code is 0 when all that was there is there now.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var at = Array.IndexOf(args, "--from");
        if (at < 0 || at + 1 >= args.Length)
        {
            await Console.Error.WriteLineAsync("import --from <data folder, or connection string of a PostgreSQL>");
            return 2;
        }
        await using var app = SiloHost.Build([.. args[..at], .. args[(at + 2)..]]);
        await app.Services.OpenStorageAsync(cancellationToken);
        await using var from = await EmbeddedData.OpenAsync(args[at + 1], TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), cancellationToken);
        var isComplete = await new ImportCommand(app.Services, from, Console.Out).RunAsync(cancellationToken);
        var key = Path.Combine(args[at + 1], "signing.key");
        if (File.Exists(key)) await Console.Out.WriteLineAsync($"Its users stay signed in if the front ends have its key: Auth__SigningKey=$(cat {key})");
        return isComplete ? 0 : 1;
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{"",-16}{"there",10}{"new here",10}{"here now",10}");
        if (!from.IsIn(services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.Postgres))
        {
            foreach (var table in EmbeddedData.Tables)
            {
                var (rows, copied) = await from.CopyAsync(table, _to, cancellationToken);
                var (_, missing) = await from.CopyAsync(table, _to, cancellationToken); // nothing is left to copy
                await TellAsync(table, rows, copied, rows - missing);
            }
        }
        await CopyStatesAsync(cancellationToken);
        await CopyRemindersAsync(cancellationToken);
        await output.WriteLineAsync(_isComplete ? "Everything is here." : "NOT everything is here.");
        return _isComplete;
    }

    private async Task CopyStatesAsync(CancellationToken cancellationToken)
    {
        await ProviderLifecycle.StartAsync(services.GetRequiredKeyedService<IGrainStorage>(GrainStorageSetup.Relational), cancellationToken);
        var storage = services.GetRequiredKeyedService<IGrainStorage>(GrainStorageSetup.Actors);
        var (rows, copied, here) = (0L, 0L, 0L);
        await foreach (var state in from.StatesAsync(cancellationToken))
        {
            rows++;
            var grain = GrainId.Create(state.GrainType, state.GrainKey);
            if (await ReadAsync(storage, state, grain) is null)
            {
                var raw = new GrainState<RawState>(new RawState { Json = System.Text.Encoding.UTF8.GetBytes(state.Json) });
                await storage.WriteStateAsync(state.Name, grain, raw);
                copied++;
            }
            if (await ReadAsync(storage, state, grain) is not null) here++;
        }
        await TellAsync("grain_state", rows, copied, here);
    }

    private static async Task<RawState?> ReadAsync(IGrainStorage storage, StoredState state, GrainId grain)
    {
        var read = new GrainState<RawState>();
        await storage.ReadStateAsync(state.Name, grain, read);
        return read.RecordExists ? read.State : null;
    }

    private async Task CopyRemindersAsync(CancellationToken cancellationToken)
    {
        var table = services.GetRequiredService<IReminderTable>();
        await table.StartAsync(cancellationToken);
        var (rows, copied, here) = (0L, 0L, 0L);
        await foreach (var reminder in from.RemindersAsync(cancellationToken))
        {
            rows++;
            var grain = GrainId.Create(reminder.GrainType, reminder.GrainKey);
            if (await table.ReadRow(grain, reminder.Name) is null)
            {
                await table.UpsertRow(new ReminderEntry
                {
                    GrainId = grain,
                    ReminderName = reminder.Name,
                    StartAt = DateTimeOffset.FromUnixTimeMilliseconds(reminder.NextTickAt).UtcDateTime,
                    Period = TimeSpan.FromMilliseconds(reminder.PeriodMs),
                });
                copied++;
            }
            if (await table.ReadRow(grain, reminder.Name) is not null) here++;
        }
        await TellAsync("reminders", rows, copied, here);
    }

    private Task TellAsync(string what, long rows, long copied, long here)
    {
        _isComplete &= here == rows;
        return output.WriteLineAsync($"{what,-16}{rows,10}{copied,10}{here,10}");
    }
}
