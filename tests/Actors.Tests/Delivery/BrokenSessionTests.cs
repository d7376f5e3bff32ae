using System.Text.Json;
using Actors.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace Actors.Tests.Delivery;

/// <summary>A session whose stored state cannot be read: its clients are told, and nothing of them stays behind.</summary>
public sealed class BrokenSessionTests
{
    [Fact]
    public async Task A_client_is_closed_with_1011_and_others_go_on()
    {
        await using var app = await ActorsApp.StartNewAsync("--Logging:LogLevel:Default=None");
        var token = await BreakAsync(app);
        await using var broken = await app.ConnectAsync(token: token);
        Assert.Equal(1011, await broken.CloseCodeAsync());
        await using var other = await app.ConnectAsync();
        await other.ChatAsync("你好");
    }

    [Fact]
    public async Task A_hub_client_is_closed_and_nothing_of_it_stays()
    {
        await using var app = await ActorsApp.StartNewAsync("--Logging:LogLevel:Default=None");
        var token = await BreakAsync(app);
        await using var broken = await app.ConnectHubAsync(token: token);
        await broken.CloseCodeAsync();
        Assert.Equal(0, JsonElement.Parse(await app.Http.GetStringAsync("/healthz")).Number("sockets"));
    }

    /// <summary>Makes a session and breaks its stored state; returns the token for it.</summary>
    private static async Task<string> BreakAsync(ActorsApp app)
    {
        var line = await app.ConnectAsync();
        await line.ChatAsync("你好");
        await line.DisposeAsync();
        await app.StopAsync();
        await BreakStatesAsync(app.Folder.File("actors.db"));
        await app.StartAsync();
        return line.Token;
    }

    private static async Task BreakStatesAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update grain_state set data = '{'";
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
