namespace Actors.Browser.Harness;

/// <summary>The line between a window and the server, which can be cut, mended, and listened to.</summary>
public sealed class Wire
{
    private readonly Func<string, string> _change;
    private IWebSocketRoute? _route;
    private volatile bool _isCut;

    /// <summary><paramref name="change"/> is what becomes of the server's frames.</summary>
    public Wire(Func<string, string>? change = null) => _change = change ?? (static frame => frame);

    internal Task LayAsync(IPage page) => page.RouteWebSocketAsync(static url => url.Contains("/ws/", StringComparison.Ordinal), Connect);

    /// <summary>Ends the connection, and every new one until it is mended.</summary>
    public async Task CutAsync()
    {
        _isCut = true;
        await _route!.CloseAsync();
    }

    public void Mend() => _isCut = false;

    private void Connect(IWebSocketRoute route)
    {
        if (_isCut)
        {
            _ = route.CloseAsync();
            return;
        }
        _route = route;
        var server = route.ConnectToServer();
        server.OnMessage(frame =>
        {
            if (!_isCut) route.Send(_change(frame.Text!));
        });
    }
}
