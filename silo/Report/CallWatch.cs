using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Actors.Cluster;

namespace Actors.Silo.Report;

/// <summary>Measures every call of our grains on this silo. Thread-safe.</summary>
internal sealed class CallWatch(TimeProvider time) : IIncomingGrainCallFilter
{
    private const int MostTold = 20;
    private static readonly TimeSpan SlowFrom = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<MethodInfo, Tally> _calls = new();

    /// <summary>The methods that took longest.</summary>
    public ImmutableArray<CallReport> Slowest => [.. _calls.Select(static pair => pair.Value.Report(pair.Key)).OrderByDescending(static call => call.MostMicros).Take(MostTold)];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var began = time.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        finally
        {
            var method = context.InterfaceMethod;
            if (method.DeclaringType?.Namespace?.StartsWith(nameof(Actors), StringComparison.Ordinal) is true) _calls.GetOrAdd(method, static _ => new Tally()).Add(time.GetElapsedTime(began));
        }
    }

    private sealed class Tally
    {
        private long _count, _slow, _ticks, _mostTicks;

        public void Add(TimeSpan took)
        {
            Interlocked.Increment(ref _count);
            Interlocked.Add(ref _ticks, took.Ticks);
            if (took >= SlowFrom) Interlocked.Increment(ref _slow);
            Raise(ref _mostTicks, took.Ticks);
        }

        private static void Raise(ref long most, long to)
        {
            var seen = Volatile.Read(ref most);
            while (to > seen)
            {
                var before = Interlocked.CompareExchange(ref most, to, seen);
                if (before == seen) return;
                seen = before;
            }
        }

        public CallReport Report(MethodInfo method)
        {
            var count = Volatile.Read(ref _count);
            return new($"{method.DeclaringType!.Name}.{method.Name}", count, Volatile.Read(ref _slow),
                count == 0 ? 0 : Volatile.Read(ref _ticks) / TimeSpan.TicksPerMicrosecond / count, Volatile.Read(ref _mostTicks) / TimeSpan.TicksPerMicrosecond);
        }
    }
}
