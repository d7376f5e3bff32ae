using System.IO.Compression;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Everything that is known of a user, as a file.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task It_holds_profile_sign_ins_conversation_words_usage_and_audit()
    {
        await using var model = await ModelServer.StartAsync(ModelServer.Streams(ModelServer.Sound));
        await using var app = await ActorsApp.StartNewAsync(["--Chat:Providers=one", .. model.Settings("one")]);
        var member = await app.JoinAsync(name: "Nguyễn Thị Linh");
        await using var line = await app.ConnectAsync(token: member.Access);
        for (var n = 0; n < 5; n++) await line.ChatAsync($"我喜欢朋友 {n}");
        var files = await ExportAsync(app, member.Access);
        Assert.Equal(["audit.json", "conversation.json", "profile.json", "sessions.json", "usage.json", "words.json"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("Nguyễn Thị Linh", member.Email), (files["profile.json"].Text("name"), files["profile.json"].Text("email")));
        Assert.True(Assert.Single(files["sessions.json"].EnumerateArray()).GetProperty("is_current").GetBoolean());
        Assert.Equal(Enumerable.Range(0, 5).Select(static n => $"我喜欢朋友 {n}"), files["conversation.json"].EnumerateArray().Select(static turn => turn.Text("user_text")));
        Assert.Contains("朋友", files["words.json"].EnumerateArray().Select(static word => word.Text("word")));
        Assert.Equal("one", Assert.Single(files["usage.json"].EnumerateArray()).Text("provider"));
        Assert.Equal(["login", "register"], files["audit.json"].EnumerateArray().Select(static entry => entry.Text("action")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_long_conversation_is_whole_also_after_a_clearing_of_memory()
    {
        await using var app = await ActorsApp.StartNewAsync();
        await using var line = await app.ConnectAsync();
        for (var n = 0; n < 230; n++) await line.ChatAsync($"你好 {n}");
        var files = await ExportAsync(app, line.Token);
        Assert.Equal(Enumerable.Range(0, 230).Select(static n => $"你好 {n}"), files["conversation.json"].EnumerateArray().Select(static turn => turn.Text("user_text")));
        Assert.Equal("guest", files["profile.json"].Text("status"));
    }

    [Fact]
    public async Task Nobody_exports_another_s()
    {
        await using var app = await ActorsApp.StartNewAsync();
        Assert.Equal((401, "UNAUTHORIZED"), (await app.GetAsync("/api/auth/account/export/")).Refusal);
    }

    private static async Task<Dictionary<string, JsonElement>> ExportAsync(ActorsApp app, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/account/export/");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await app.Http.SendAsync(request).Soon("the export");
        Assert.Equal(("application/zip", "actors-export.zip"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, JsonElement>();
        foreach (var entry in zip.Entries)
        {
            await using var file = await entry.OpenAsync(TestContext.Current.CancellationToken);
            files[entry.FullName] = await JsonSerializer.DeserializeAsync<JsonElement>(file, cancellationToken: TestContext.Current.CancellationToken);
        }
        return files;
    }
}
