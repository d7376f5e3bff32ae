namespace Actors.Browser.Harness;

/// <summary>A test with a visitor of its own and a window that is open and connected.</summary>
public abstract class ConsoleTest(Chromium browser, ConsoleHost host) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    protected Visitor Visitor => _visitors[0];

    protected ConsoleHost Host => host;

    protected ConsolePage Console { get; private set; } = null!;

    /// <summary>Null for a plain connection.</summary>
    protected virtual Wire? Wire => null;

    public virtual async ValueTask InitializeAsync() => Console = await (await NewVisitorAsync()).OpenAsync(Wire);

    /// <summary>Fails a test whose pages asked another origin or logged an error.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors) await visitor.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<Visitor> NewVisitorAsync(string language = "en-US")
    {
        var visitor = await Visitor.ComeAsync(browser, host.Address, language);
        _visitors.Add(visitor);
        return visitor;
    }
}
