using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>A server that stops in good order.</summary>
public sealed class ShutdownTests
{
    private const string Endless = "--Chat:Offline:Delay=00:00:30";

    [Fact]
    public async Task A_client_is_closed_with_1001_also_in_the_middle_of_a_reply()
    {
        await using var app = await ActorsApp.StartNewAsync(Endless);
        await using var line = await app.ConnectAsync();
        await line.SayAsync("讲个故事");
        await line.NextAsync("typing");
        var stopping = app.StopAsync();
        Assert.Equal(1001, await line.CloseCodeAsync());
        await line.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task A_hub_client_is_let_go_without_a_delay()
    {
        await using var app = await ActorsApp.StartNewAsync(Endless, "--Delivery:CloseTimeout=00:01:00");
        await using var line = await app.ConnectHubAsync();
        await line.SayAsync("讲个故事");
        await line.NextAsync("typing");
        var stopping = app.StopAsync();
        Assert.Equal(1001, await CodeAsync(line));
        await stopping;

        static async Task<int> CodeAsync(HubClient line)
        {
            // SignalR may cut the connection after the last frame.
            while ((await line.NextAsync()).Status() != "closed")
            {
            }
            return (int)line.Seen[^1].Number("code");
        }
    }

    [Fact]
    public async Task What_was_acknowledged_just_before_the_stop_is_there_after_it()
    {
        await using var app = await ActorsApp.StartNewAsync();
        var lines = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.ConnectAsync()));
        await Task.WhenAll(lines.Select(static line => line.ChatAsync("你好", "c1")));
        var closing = lines.Select(static line => line.CloseCodeAsync()).ToList();
        var stopping = app.StopAsync();
        Assert.All(await Task.WhenAll(closing), static code => Assert.Equal(1001, code));
        foreach (var line in lines) await line.DisposeAsync();
        await stopping;
        await app.StartAsync();
        foreach (var line in lines)
        {
            await using var again = await app.ConnectAsync("after=0", line.Token);
            Assert.Equal(line.Events.Last().GetRawText(), (await again.NextAsync("success")).GetRawText());
        }
    }

    [Fact]
    public async Task A_client_that_does_not_say_goodbye_delays_the_stop_only_for_a_while()
    {
        await using var app = await ActorsApp.StartNewAsync("--Delivery:CloseTimeout=00:00:00.2");
        using var silent = await RawSocket.ConnectAsync(app.Address, "/ws/chat/");
        await silent.ReadAsync();
        await app.StopAsync();
        Assert.Equal(1001, (await silent.ReadToCloseAsync()).Code);
    }
}
