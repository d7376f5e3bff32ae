using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>The program as users run it, on PostgreSQL, with answers of the database that come in many packets.</summary>
public sealed class PostgresProcessTests(PostgresServer server) : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Long_histories_and_talk_beside_them_go_on()
    {
        using var program = await ActorsProcess.StartAsync(_folder, $"--ConnectionStrings:Postgres={await server.NewDatabaseAsync()}");
        var crowd = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.ConnectAsync("audio=none")));
        await Task.WhenAll(crowd.Select(static async line =>
        {
            for (var n = 0; n < 60; n++) await line.ChatAsync("请讲一个故事");
            for (var n = 0; n < 20; n++)
            {
                await line.SendAsync(new { action = "history", limit = 200, before = "40u" });
                await line.ChatAsync("请讲一个故事");
            }
        })).Soon("eight long talks");
        foreach (var line in crowd)
        {
            Assert.DoesNotContain(line.Seen, static frame => frame.Status() == "error");
            Assert.All(line.Seen.Where(static frame => frame.Status() == "history"), static frame => Assert.InRange(frame.Messages().Count, 60, 78));
            await line.DisposeAsync();
        }
        Assert.Equal(0, await program.TerminateAsync());
    }
}
