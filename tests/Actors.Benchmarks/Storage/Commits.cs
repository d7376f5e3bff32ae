using System.Diagnostics;
using Actors.Storage;
using Actors.Storage.GrainState;
using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Actors.Benchmarks.Storage;

/// <summary>Durable writes of grain state by many who wait for theirs.</summary>
internal static class Commits
{
    private const int Waiters = 200;
    private const int RecordBytes = 2048;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("actors-benchmark-");
        try
        {
            await RunAsync("SQLite", "Data:Directory", folder.FullName, goal: 10_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        if (postgres is not null) await RunAsync("PostgreSQL", "ConnectionStrings:Postgres", postgres, goal: 5_000);
    }

    private static async Task RunAsync(string database, string setting, string value, double goal)
    {
        Report.Title($"Durable upserts of {RecordBytes} B of grain state, {Waiters} waiters, {database}");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(setting, (string?)value)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System)
            .AddActorsStorage().AddEmbeddedGrainStorage().BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        var storage = services.GetRequiredService<IGrainStorage>();
        var records = await FirstAsync(storage);
        await WriteAsync(storage, records, TimeSpan.FromSeconds(1));
        var cpu = Environment.CpuUsage.TotalTime;
        var waits = await WriteAsync(storage, records, Span);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        waits.Sort();
        Report.AtLeast("writes a second", waits.Count / Span.TotalSeconds, "", goal);
        Report.AtMost("wait of the slowest in a hundred", waits[waits.Count * 99 / 100], "ms", 100);
        Report.Note("wait in the middle", waits[waits.Count / 2], "ms");
        Report.Note("this program, per write", cpu.TotalMicroseconds / waits.Count, "us CPU");
    }

    private static async Task<Record[]> FirstAsync(IGrainStorage storage)
    {
        var records = Enumerable.Range(0, Waiters).Select(static _ => new Record()).ToArray();
        await Task.WhenAll(records.Select(record => record.WriteAsync(storage)));
        return records;
    }

    /// <summary>Writes for a time; how long each write was waited for, in milliseconds.</summary>
    private static async Task<List<double>> WriteAsync(IGrainStorage storage, Record[] records, TimeSpan span)
    {
        var begin = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(records.Select(record => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(begin) < span)
            {
                var start = Stopwatch.GetTimestamp();
                await record.WriteAsync(storage);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return own;
        })));
        return [.. waits.SelectMany(static own => own)];
    }

    /// <summary>The state of one grain.</summary>
    private sealed class Record : IGrainState<TutorSessionState>
    {
        private readonly GrainId _id = GrainId.Create("benchmark", Guid.NewGuid().ToString("N"));

        public TutorSessionState State { get; set; } = new() { AnswersSinceTurn = new string('r', RecordBytes) };

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }

        public Task WriteAsync(IGrainStorage storage)
        {
            State = State with { LastTurn = State.LastTurn + 1 };
            return storage.WriteStateAsync("state", _id, this);
        }
    }
}
