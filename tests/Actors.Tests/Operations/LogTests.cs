using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Operations;

/// <summary>What the program writes about itself.</summary>
public sealed class LogTests : IDisposable
{
    private const string Secret = "Geheimnis-4711";

    private readonly DataFolder _folder = new();

    [Fact]
    public async Task What_users_write_is_in_no_log_line_at_level_Debug()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Refuses(400), ModelServer.Streams(Secret), ModelServer.Streams($$"""{"chinese_content":"{{Secret}}"}"""));
        using var program = await ActorsProcess.StartAsync(_folder, [.. Loud(), "--Chat:Providers=m,offline", .. server.Settings("m"), "--Chat:Endpoints:m:Attempts=1"]);
        string token;
        await using (var line = await program.ConnectAsync())
        {
            token = line.Token;
            for (var n = 0; n < 4; n++) await line.ChatAsync($"{Secret} {n}", id: $"c{n} {Secret}");
            await line.AskAsync(new { action = Secret }, "error");
            await line.AskAsync(new { action = "quiz_answer", quiz_id = Secret, answer = Secret }, "error");
            await line.SendTextAsync($"not JSON: {Secret}");
            await line.NextAsync("error");
        }
        await using (var hub = await HubClient.ConnectAsync(program.Address, "", token))
        {
            await hub.ChatAsync(Secret);
            await hub.SendTextAsync($"\"{Secret}\"");
        }
        await AskAsync(program.Address, token);
        Assert.Equal(0, await program.TerminateAsync());
        var output = await program.OutputAsync();
        Assert.True(output.Length > 100, "there is a lot to look at");
        Assert.Empty(output.Where(static line => line.Contains("4711", StringComparison.Ordinal)));
        Assert.Empty(output.Where(line => line.Contains(token, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lines_of_a_turn_name_request_session_turn_and_command()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Refuses(400));
        using var program = await ActorsProcess.StartAsync(_folder, ["--Logging:LogLevel:Default=Warning", "--Chat:Providers=m,offline", .. server.Settings("m")]);
        string session;
        await using (var line = await program.ConnectAsync())
        {
            session = line.Connected.Text("session");
            await line.ChatAsync("你好", id: "c-1");
        }
        Assert.Equal(0, await program.TerminateAsync());
        var failed = (await program.OutputAsync()).Where(static line => line.StartsWith('{')).Select(static line => JsonElement.Parse(line)).First(static line => line.Text("Category") == "Actors.Chat");
        var scopes = failed.GetProperty("Scopes").EnumerateArray().Where(static scope => scope.ValueKind == JsonValueKind.Object)
            .SelectMany(static scope => scope.EnumerateObject()).GroupBy(static member => member.Name).ToDictionary(static group => group.Key, static group => group.Last().Value.ToString());
        Assert.Equal((session, "1", "c-1"), (scopes["Session"], scopes["Turn"], scopes["Command"]));
        Assert.NotEmpty(scopes["RequestId"]);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Loud() =>
        [.. ((string[])["Default", "Microsoft.AspNetCore", "Orleans", "Microsoft.Hosting.Lifetime", "Microsoft.AspNetCore.Hosting"]).Select(static category => $"--Logging:LogLevel:{category}=Debug")];

    private static async Task AskAsync(Uri address, string token)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        string[] paths = [$"/api/tutor/dictionary/?q={Secret}", $"/api/tutor/words/?page={Secret}", $"/api/tutor/progress/?tz={Secret}", $"/api/tutor/words/?access_token={token}", $"/ws/chat/?access_token={token}"];
        foreach (var path in paths) using (await http.GetAsync(path)) { }
        using var spoken = await http.PostAsJsonAsync("/api/ai/text-to-speech/", new { text = Secret });
        using var wrong = await http.PostAsJsonAsync("/api/ai/text-to-speech/", new { text = new { Secret } });
        using var broken = await http.PostAsync("/api/auth/refresh/", new StringContent($"{{ {Secret}", new MediaTypeHeaderValue("application/json")));
        using var refused = await http.PostAsJsonAsync("/api/auth/refresh/", new { refresh = Secret });
    }
}
