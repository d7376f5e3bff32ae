using System.Collections.Concurrent;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Calls that carry code: the grain lives in the test's process, so a number is enough to find it.</summary>
public static class Scripted
{
    private static readonly ConcurrentDictionary<long, Func<ScriptedGrain, CancellationToken, Task>> Scripts = new();
    private static long _last;

    /// <summary>Runs a method body in the grain.</summary>
    public static Task Do(this IScriptGrain grain, Func<ScriptedGrain, Task> body) => grain.Run(Add(body));

    /// <summary>Runs a method body without awaits in the grain.</summary>
    public static Task Act(this IScriptGrain grain, Action<ScriptedGrain> body) => grain.Run(Add(Synchronous(body)));

    /// <summary>A call that does nothing.</summary>
    public static Task Touch(this IScriptGrain grain) => grain.Act(static _ => { });

    /// <summary>Runs a method body in the grain and returns what it returns.</summary>
    public static async Task<T> Ask<T>(this IScriptGrain grain, Func<ScriptedGrain, T> body)
    {
        T result = default!;
        await grain.Act(g => result = body(g));
        return result;
    }

    /// <summary>The same, through a method with a cancellation token.</summary>
    public static Task DoUntil(this IScriptGrain grain, Func<ScriptedGrain, CancellationToken, Task> body, CancellationToken token) =>
        grain.RunUntil(Add(body), token);

    /// <summary>The same, through an [AlwaysInterleave] method.</summary>
    public static Task DoInterleaving(this IScriptGrain grain, Func<ScriptedGrain, Task> body) => grain.RunInterleaving(Add(body));

    /// <summary>The same, through a [ReadOnly] method.</summary>
    public static Task DoReadOnly(this IScriptGrain grain, Func<ScriptedGrain, Task> body) => grain.RunReadOnly(Add(body));

    /// <summary>The same, through a [OneWay] method.</summary>
    public static Task DoOneWay(this IScriptGrain grain, Func<ScriptedGrain, Task> body) => grain.Post(Add(body));

    /// <summary>The same, through a method with a time-out of five seconds.</summary>
    public static Task DoBriefly(this IScriptGrain grain, Func<ScriptedGrain, Task> body) => grain.RunBriefly(Add(body));

    internal static Task Run(long script, ScriptedGrain grain, CancellationToken token = default) =>
        Scripts.TryRemove(script, out var body) ? body(grain, token) : throw new InvalidOperationException("A call was run twice.");

    private static long Add(Func<ScriptedGrain, Task> body) => Add((grain, _) => body(grain));

    private static long Add(Func<ScriptedGrain, CancellationToken, Task> body)
    {
        var number = Interlocked.Increment(ref _last);
        Scripts[number] = body;
        return number;
    }

    private static Func<ScriptedGrain, Task> Synchronous(Action<ScriptedGrain> body) => grain =>
    {
        body(grain);
        return Task.CompletedTask;
    };
}
