using System.Diagnostics;
using System.Text.Json;
using Actors.Tests.Harness;
using Actors.Tests.House;

namespace Actors.Tests.Cluster;

/// <summary>Moving up: what was said on one machine is known in the cluster.</summary>
public sealed class ImportTests
{
    private const int Port = 20890;
    private static readonly string Program = Path.Combine(Repository.Root, "artifacts/embedded/bin/Actors.FrontendHost/debug/Actors.FrontendHost.dll");

    [Fact]
    public async Task She_remembers_and_still_sulks_after_the_move()
    {
        Needs.Have(File.Exists(Program), "the embedded engine is not built (dotnet build)");
        using var folder = new DataFolder();
        var (token, state, history) = await TalkAsync(folder);
        Assert.InRange(state.Number("sulking_level"), 1, 10);

        await using var cluster = await LocalCluster.StartAsync(1, 1, "postgres", folder.File("signing.key"), ("Chat__Offline__Delay", "00:00:00"));
        var report = await cluster.DoAsync("import", folder.Path);
        Assert.Contains("Everything is here.", report, StringComparison.Ordinal);
        Assert.Matches(@"tutor_turns +(\d+) +\1 +\1", report);
        Assert.Matches(@"grain_state +(\d+) +\1 +\1", report);
        Assert.Matches(@"reminders +1 +1 +1", report);
        Assert.Matches(@"grain_state +(\d+) +0 +\1", await cluster.DoAsync("import", folder.Path));

        await using var line = await ChatSocket.ConnectAsync(cluster.FrontEnd(1), "audio=none", token);
        Assert.Equal(history, await line.HistoryAsync());
        Assert.Equal(state.GetRawText(), (await line.StateAsync()).GetRawText());
        var reply = await line.ChatAsync("你好");
        Assert.Equal(history.Count / 2 + 1, reply.Turn());
        Assert.InRange(reply.Data().Number("sulking_level"), 1, 10);
    }

    /// <summary>A conversation on the embedded engine, in which she is offended.</summary>
    private static async Task<(string Token, JsonElement State, List<(string Role, string Content)> History)> TalkAsync(DataFolder folder)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet",
            [Program, "--urls", $"http://127.0.0.1:{Port}", "--contentRoot", folder.Path, $"--Data:Directory={folder.Path}", "--Speech:Engine=none", "--Chat:Offline:Delay=00:00:00", "--Limits:Enabled=false"])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            while (await program.StandardOutput.ReadLineAsync().Soon("the program to be ready") is { } text && !text.Contains("Actors is ready", StringComparison.Ordinal))
            {
            }
            await using var line = await ChatSocket.ConnectAsync(new Uri($"http://127.0.0.1:{Port}"), "audio=none");
            foreach (var message in (string[])["你好，小师妹", "茶是什么意思？", "我喜欢喝茶", "你真笨！", "你很讨厌！", "你是笨蛋！"]) await line.ChatAsync(message);
            return (line.Token, await line.StateAsync(), await line.HistoryAsync());
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", $"{program.Id}"]);
            await program.WaitForExitAsync().Soon("the end of the program");
        }
    }
}
