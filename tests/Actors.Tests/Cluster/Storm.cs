using System.Collections.Concurrent;
using System.Diagnostics;

namespace Actors.Tests.Cluster;

/// <summary>Many clients that talk while things break, and what they notice. Thread-safe.</summary>
internal sealed class Storm(params Uri[] doors)
{
    private const int MostTold = 5;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TimeSpan> _worst = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _told;
    private long _replies, _restarts, _errors, _reconnects;
    private string _phase = "calm";

    /// <summary>Whether clients shall say no more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What must not have happened.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrong;

    /// <summary>The longest that a client heard nothing while it waited for a reply, by what was done then.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Worst => _worst;

    /// <summary>Where a client goes at its first attempt, its second, and so on.</summary>
    public Uri Door(int number) => doors[number % doors.Length];

    public void Count(int replies = 0, int restarts = 0, int errors = 0, int reconnects = 0)
    {
        Interlocked.Add(ref _replies, replies);
        Interlocked.Add(ref _restarts, restarts);
        Interlocked.Add(ref _errors, errors);
        Interlocked.Add(ref _reconnects, reconnects);
    }

    /// <summary>A client heard nothing for so long while it waited for a reply; <paramref name="lately"/> are the frames before and the one that ended it.</summary>
    public void Paused(TimeSpan pause, int client, IEnumerable<string> lately)
    {
        var phase = _phase;
        _worst.AddOrUpdate(phase, pause, (_, before) => pause > before ? pause : before);
        if (pause > Long && Interlocked.Increment(ref _told) <= MostTold) Tell($"client {client} paused {pause.TotalSeconds:0.00} s: {string.Join("\n  ", lately)}");
    }

    public void Wrong(string what) => _wrong.Enqueue(what);

    /// <summary>Runs the clients while <paramref name="script"/> runs, lets them finish, and compares what they were told with what is kept.</summary>
    public async Task RunAsync(int clients, Func<Storm, Task> script, int seed)
    {
        var all = Enumerable.Range(0, clients).Select(number => new StormClient(this, number)).ToList();
        var talks = all.Select((client, n) => client.RunAsync(new Random(seed + n))).ToList();
        await script(this);
        IsOver = true;
        _phase = "the end";
        await Task.WhenAll(talks).WaitAsync(TimeSpan.FromMinutes(1));
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (client, _) => await CompareAsync(client));
        foreach (var client in all) await client.DisposeAsync();
    }

    /// <summary>Something is done, and then there is time to recover. Pauses count for it.</summary>
    public async Task DoAsync(string phase, Func<Task> action, TimeSpan recovery)
    {
        _phase = phase;
        var began = Stopwatch.GetTimestamp();
        var (replies, restarts, errors, reconnects) = (_replies, _restarts, _errors, _reconnects);
        await action();
        await Task.Delay(recovery);
        Tell($"{phase}: {_replies - replies} replies in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {_restarts - restarts} restarts, {_errors - errors} errors, {_reconnects - reconnects} reconnections, worst pause {_worst.GetValueOrDefault(phase).TotalSeconds:0.00} s");
    }

    public void Tell(string line)
    {
        TestContext.Current.SendDiagnosticMessage(line);
        if (Environment.GetEnvironmentVariable("ACTORS_STORM_LOG") is { } file) File.AppendAllText(file, line + "\n");
    }

    private async Task CompareAsync(StormClient client)
    {
        var kept = await client.HistoryAsync();
        var said = kept.Where(static message => message.Role == "user").Select(static message => message.Content).ToList();
        if (!said.SequenceEqual(client.Acknowledged)) Wrong($"kept {said.Count} of {client.Acknowledged.Count} messages: lost {string.Join(' ', client.Acknowledged.Except(said))}, doubled {string.Join(' ', said.GroupBy(static text => text).Where(static g => g.Count() > 1).Select(static g => g.Key))}");
        if (kept.Count != 2 * said.Count) Wrong($"{kept.Count - said.Count} replies to {said.Count} messages");
    }
}
