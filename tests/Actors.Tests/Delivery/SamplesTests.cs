using System.ComponentModel;
using System.Text.Json;
using Actors.Tests.Harness;
using Actors.Tests.House;

namespace Actors.Tests.Delivery;

/// <summary>The samples, run as their readers would run them.</summary>
public sealed class SamplesTests(InstantApp app) : IClassFixture<InstantApp>
{
    private static readonly TimeSpan Installing = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_console_shows_replies_quizzes_and_history()
    {
        var program = Path.Combine(Repository.Root, "artifacts", "embedded", "bin", "Actors.Samples.ConsoleChat", "debug", "Actors.Samples.ConsoleChat.dll");
        await using var line = await app.ConnectAsync();
        using var console = SampleProcess.Start("dotnet", Repository.Root, line.Token, program, app.Address.ToString());
        await console.SayAsync("你好", "考考我");
        await console.ReadToAsync("    4  ");
        await console.SayAsync("1", "/role 师姐", "/history", "/quit");
        await console.EndAsync(Within.Limit);
        var greeting = (await line.NextAsync("success")).Data();
        var quiz = (await line.NextAsync("success")).Data().GetProperty("quiz_list")[0];
        var result = (await line.NextAsync("quiz_result")).Data();
        string[] all = [greeting.Text("chinese_content"), greeting.Text("pinyin"), greeting.Text("vietnamese_display"), quiz.Text("question"), result.Text("explanation"), "> 考考我"];
        Assert.All(all, text => Assert.Contains(text, console.Shown, StringComparison.Ordinal));
        Assert.Equal("师姐", (await line.StateAsync()).Text("user_role"));
    }

    [Fact]
    public async Task Node_talks_over_SignalR_with_Microsoft_s_client()
    {
        using var folder = new DataFolder();
        string[] files = ["package.json", "package-lock.json", "chat.mjs"];
        foreach (var file in files) File.Copy(Path.Combine(Repository.Root, "samples", "node-signalr", file), folder.File(file));
        await InstallAsync(folder);
        await using var line = await app.ConnectAsync();
        using var node = SampleProcess.Start("node", folder.Path, line.Token, "chat.mjs", app.Address.ToString(), "你好", "茶怎么说？");
        await node.EndAsync(Within.Limit);
        JsonElement[] replies = [(await line.NextAsync("success")).Data(), (await line.NextAsync("success")).Data()];
        Assert.All(replies, reply => Assert.Contains(reply.Text("chinese_content"), node.Shown, StringComparison.Ordinal));
        Assert.All(replies, reply => Assert.Contains(reply.Text("pinyin"), node.Shown, StringComparison.Ordinal));
    }

    private static async Task InstallAsync(DataFolder folder)
    {
        try
        {
            using var npm = SampleProcess.Start("npm", folder.Path, token: null, "ci", "--no-audit", "--no-fund", "--loglevel=error");
            await npm.EndAsync(Installing);
        }
        catch (Win32Exception missing)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("ACTORS_REQUIRE_ALL") == "1", $"Node is not installed: {missing.Message}");
            throw;
        }
    }
}
