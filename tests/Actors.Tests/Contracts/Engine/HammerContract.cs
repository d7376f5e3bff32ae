using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>Many threads call few grains in random ways; isolation, order and counts must hold.</summary>
public abstract class HammerContract(EngineUnderTest engine) : EngineContract(engine)
{
    private const int Grains = 6, Callers = 8, CallsPerCaller = 1500;

    private readonly Ledger[] _ledgers = [.. Enumerable.Range(0, Grains).Select(_ => new Ledger())];

    /// <summary>Whether calls of one caller arrive in order even while the grain is being activated.</summary>
    protected virtual bool KeepsOrder => true;

    /// <summary>Whether a call that may write waits for all read-only ones.</summary>
    protected virtual bool WritersWaitForReaders => true;

    [Fact]
    public async Task Random_calls_keep_isolation_order_and_counts()
    {
        var seed = Seed.Next();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Hammer(caller, new Random(seed + caller), ends: false)));
        var sent = await Task.WhenAll(callers).Soon("all calls");
        Check(sent);
        if (KeepsOrder) Assert.All(_ledgers, ledger => Assert.Empty(ledger.OutOfOrder));
        Assert.All(Enumerable.Range(0, Grains), i => Assert.Equal(1, StageOf($"{i}").Activations));
    }

    [Fact]
    public async Task Random_calls_keep_isolation_and_counts_while_activations_come_and_go()
    {
        var seed = Seed.Next();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Hammer(caller, new Random(seed + caller), ends: true)));
        Check(await Task.WhenAll(callers).Soon("all calls"));
        Assert.All(Enumerable.Range(0, Grains), i => Assert.Equal(0, StageOf($"{i}").Overlaps));
    }

    private void Check(int[][] sent)
    {
        for (var i = 0; i < Grains; i++)
        {
            Assert.Equal(sent.Sum(counts => counts[i]), _ledgers[i].Calls);
            Assert.Empty(_ledgers[i].WritersTogether);
            if (WritersWaitForReaders) Assert.Empty(_ledgers[i].WritersWithReaders);
        }
    }

    /// <summary>Sends random calls in batches that it does not wait for one by one. Returns how many it sent to each grain.</summary>
    private async Task<int[]> Hammer(int caller, Random random, bool ends)
    {
        var sent = new int[Grains];
        var pending = new List<Task>();
        for (var i = 0; i < CallsPerCaller; i++)
        {
            var to = random.Next(Grains);
            pending.Add(Send(to, caller, sent[to]++, (Kind)random.Next((int)Kind.Count), random.Next(4), ends && random.Next(50) == 0));
            if (pending.Count < random.Next(1, 20)) continue;
            await Task.WhenAll(pending);
            pending.Clear();
        }
        await Task.WhenAll(pending);
        return sent;
    }

    private async Task Send(int to, int caller, int number, Kind kind, int waits, bool ends)
    {
        var (grain, ledger) = (Plain($"{to}"), _ledgers[to]);
        switch (kind)
        {
            case Kind.Interleaving:
                await grain.DoInterleaving(g => Body(g, ledger, Mode.Shared, waits, () => { }));
                break;
            case Kind.ReadOnly:
                await grain.DoReadOnly(g => Body(g, ledger, Mode.Reading, waits, () => ledger.Arrived(caller, number)));
                break;
            case Kind.Throwing:
                await Assert.ThrowsAsync<InvalidDataException>(() => grain.Do(async g =>
                {
                    await Body(g, ledger, Mode.Writing, waits, () => ledger.Arrived(caller, number));
                    throw new InvalidDataException("as asked");
                }));
                break;
            default:
                await grain.Do(g =>
                {
                    if (ends) g.End();
                    return Body(g, ledger, Mode.Writing, kind == Kind.Waiting ? waits : 0, () => ledger.Arrived(caller, number));
                });
                break;
        }
    }

    private static async Task Body(ScriptedGrain grain, Ledger ledger, Mode mode, int waits, Action arrive)
    {
        grain.Alone(() =>
        {
            ledger.Enter(mode);
            arrive();
        });
        for (var i = 0; i < waits; i++)
        {
            if (i % 3 == 0) await Task.Yield();
            else if (i % 3 == 1) await Task.Factory.StartNew(() => grain.Alone(() => { }));
            else await Task.Run(() => Thread.SpinWait(20));
            grain.Alone(() => { });
        }
        grain.Alone(() => ledger.Leave(mode));
    }

    private enum Mode
    {
        Shared,
        Reading,
        Writing,
    }

    private enum Kind
    {
        Plain,
        Waiting,
        Throwing,
        Interleaving,
        ReadOnly,
        Count,
    }

    /// <summary>What happened in a grain. Used in its turns only, so it needs no lock; a wrong figure shows an overlap.</summary>
    private sealed class Ledger
    {
        private readonly Dictionary<int, int> _last = [];
        private int _readers, _writers;

        public int Calls { get; private set; }

        public List<string> WritersTogether { get; } = [];

        public List<string> WritersWithReaders { get; } = [];

        public List<string> OutOfOrder { get; } = [];

        public void Arrived(int caller, int number)
        {
            if (_last.TryGetValue(caller, out var last) && last > number) OutOfOrder.Add($"caller {caller}: {number} after {last}");
            _last[caller] = number;
        }

        public void Enter(Mode mode)
        {
            Calls++;
            if (mode == Mode.Reading) _readers++;
            if (mode == Mode.Writing) _writers++;
            if (_writers > 1) WritersTogether.Add($"{_writers} writers");
            if (_writers > 0 && _readers > 0) WritersWithReaders.Add($"{_writers} writers with {_readers} readers");
        }

        public void Leave(Mode mode)
        {
            if (mode == Mode.Reading) _readers--;
            if (mode == Mode.Writing) _writers--;
        }
    }
}
