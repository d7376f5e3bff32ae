using Actors.Tests.Harness;

namespace Actors.Tests.Contracts.Engine;

/// <summary>What the contracts of an engine share: a host that runs, and grains that do what a test tells them.</summary>
public abstract class EngineContract(EngineUnderTest engine) : IAsyncLifetime
{
    private readonly List<IEngineHost> _hosts = [];
    private readonly string _run = Guid.NewGuid().ToString("N");

    protected EngineUnderTest Engine { get; } = engine;

    protected IEngineHost MainHost => _hosts[0];

    public async ValueTask InitializeAsync() => await StartHost();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<IEngineHost> StartHost()
    {
        var host = await Engine.StartAsync().Soon("start of the host");
        _hosts.Add(host);
        return host;
    }

    /// <summary>A key that no other test uses.</summary>
    protected string Key(string name) => $"{name}-{_run}";

    protected Stage StageOf(string name) => Stage.Of(Key(name));

    protected IPlainScriptGrain Plain(string name) => MainHost.Grains.GetGrain<IPlainScriptGrain>(Key(name));

    protected IReentrantScriptGrain Reentrant(string name) => MainHost.Grains.GetGrain<IReentrantScriptGrain>(Key(name));

    protected IStatefulScriptGrain Stateful(string name, IEngineHost? host = null) =>
        (host ?? MainHost).Grains.GetGrain<IStatefulScriptGrain>(Key(name));

    protected IRemindedScriptGrain Reminded(string name, IEngineHost? host = null) =>
        (host ?? MainHost).Grains.GetGrain<IRemindedScriptGrain>(Key(name));

    /// <summary>Lets as much time pass as makes an activation idle.</summary>
    protected async Task PassIdleTime()
    {
        for (var passed = TimeSpan.Zero; passed < Engine.CollectionAge; passed += Engine.CollectionQuantum)
        {
            await Engine.Idle(Engine.CollectionQuantum);
        }
    }

    /// <summary>Lets as much time pass as a caller waits.</summary>
    protected Task PassResponseTimeout() => Engine.Advance(Engine.ResponseTimeout + TimeSpan.FromSeconds(2));

    /// <summary>The failure with which a call ends; distinct from the test's own limit.</summary>
    protected static async Task<T> Failure<T>(Task call, string what) where T : Exception
    {
        await Task.WhenAny(call).Soon(what);
        return await Assert.ThrowsAnyAsync<T>(() => call);
    }
}
