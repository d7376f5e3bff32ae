using System.Net;
using System.Text.Json;
using Actors.Storage;
using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Attacks;

/// <summary>Texts that mean something to somebody else (SQL, headers, paths, templates, terminals) in every field of every operation.</summary>
public abstract class InjectionContract
{
    private const string Mark = "inj3ct";

    private static readonly string[] Envelopes = ["success", "status", "code", "message", "en", "ar"];

    /// <summary>As they stand in JSON; all but the last two are texts in an address, too.</summary>
    private static readonly string[] Texts =
    [
        "'", "\\\"", "''; drop table users; --", "'; drop table users; --", "' or '1'='1", "1; delete from audit_log", "%' or 1=1 --", "\\\\", "_%", "$1", "@pattern", ":name", "x' union select 1,2,3,4,5,6,7 --",
        "a\\r\\nX-Injected: yes", "a\\nSet-Cookie: x=1", "\\u0000", "a\\u0000b", "\\uFFFE\\uFFFF", "\\u202Eabc\\u2066", "\\u001b[31m", "${jndi:ldap://127.0.0.1/x}", "{{7*7}}", "<%= 7*7 %>", "../../etc/passwd",
        "..\\\\..\\\\x", "%00", "%0d%0aX-Injected:%20yes", "<script>alert(1)</script>", "javascript:alert(1)", "|id", "`id`", "$(id)", "\\uD83D\\uDE00", "e\\u0301", "", " ", "null", "-1", "1e999", "NaN",
        "2147483648", "99999999999999999999", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "/dev/null", "ي", "İ", new('a', 10_000), new('é', 1_000), "\\uD800", "a\\uDC00b",
    ];

    protected abstract Task<ActorsApp> StartAsync();

    [Theory]
    [InlineData("nobody")]
    [InlineData("guest")]
    [InlineData("member")]
    [InlineData("admin")]
    public async Task Every_field_takes_every_text_for_a_text(string who)
    {
        await using var app = await StartAsync();
        var operations = await ApiDescription.ReadAsync(app.Http);
        Assert.True(operations.Count > 25 && operations.Sum(static operation => operation.Fields.Count) > 50, "the description is read");
        var caller = await CallerAsync(app, who);
        var faults = new List<string>();
        foreach (var (operation, field) in operations.SelectMany(static operation => operation.Fields.Select(field => (operation, field))))
        {
            // A good token there would be ended, and all that follows be asked by a stranger.
            var by = operation.Path.EndsWith("/logout", StringComparison.Ordinal) ? new Caller(app.Http) : caller;
            foreach (var text in Texts) await TryAsync(by, operation, field, text, faults);
        }
        Assert.Equal(who == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, (await caller.GetAsync("/api/tutor/usage")).Status);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(60)));
        await ExpectSoundAsync(app);
    }

    private static async Task<Caller> CallerAsync(ActorsApp app, string who) => who switch
    {
        "guest" => await Caller.GuestAsync(app.Http),
        "member" => await Caller.MemberAsync(app.Http),
        "admin" => Caller.Operator(app),
        _ => new Caller(app.Http),
    };

    private static async Task TryAsync(Caller caller, Operation operation, Field field, string json, List<string> faults)
    {
        if (operation.ErasesUser && caller.Email.Length == 0) return; // a guest would be gone, rightly
        if (operation.Path.EndsWith("/password/reset", StringComparison.Ordinal) && json is { Length: > 9 and < 1000 }) return; // each takes its fixed time
        var isBody = field.In == "body";
        var text = isBody ? "" : Decoded(json);
        if (!isBody && (text is null || text.Length > 4000)) text = new('a', 4000);
        var isRefusedBelow = field.In == "path" && text!.Contains('\0', StringComparison.Ordinal); // the server itself takes no such address
        var answer = await caller.SendAsync(operation.Method, operation.AddressWith(field, isBody ? "x" : text!), operation.BodyWith(field, $"\"{Mark}{json}\"".Replace($"{Mark}", json.Length > 5 ? "" : Mark, StringComparison.Ordinal)));
        var at = $"{operation.Method} {operation.Path} {field.In}:{field.Name} = {(json.Length > 60 ? json[..60] : json)}";
        if ((int)answer.Status >= 500 && answer.Code is not ("NO_SPEECH_ENGINE" or "SERVER_BUSY")) faults.Add($"{(int)answer.Status} {at}: {answer.Text}");
        else if (isRefusedBelow ? answer.Status != HttpStatusCode.BadRequest : !IsShaped(operation, answer)) faults.Add($"no envelope ({(int)answer.Status}) {at}: {answer.Text[..Math.Min(200, answer.Text.Length)]}");
        if (answer.Headers.Contains("X-Injected") || answer.Headers.Contains("Set-Cookie")) faults.Add($"header {at}");
        if (text is { Length: > 6 } && answer.AllHeaders.Any(header => header.Contains(text, StringComparison.Ordinal))) faults.Add($"comes back in a header {at}");
    }

    private static string? Decoded(string json)
    {
        try
        {
            return JsonElement.Parse($"\"{json}\"").GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsShaped(Operation operation, Answer answer)
    {
        if (!operation.Path.StartsWith("/api", StringComparison.Ordinal)) return true;
        if (answer.ContentHeaders.ContentType?.MediaType == "application/zip") return answer.Status == HttpStatusCode.OK;
        if (answer.ContentHeaders.ContentType?.MediaType != "application/json" || !answer.Text.StartsWith('{')) return false;
        var envelope = answer.Json;
        return Envelopes.All(name => envelope.Has(name)) && envelope.GetProperty("success").GetBoolean() == ((int)answer.Status < 400) && envelope.Number("code") == (int)answer.Status
            && (envelope.GetProperty("success").GetBoolean() || (envelope.Has("error_code") && envelope.Has("trace_id")));
    }

    private static async Task ExpectSoundAsync(ActorsApp app)
    {
        Assert.Equal("ready\n", await app.Http.GetStringAsync("/readyz"));
        var database = app.Services.GetRequiredService<Database>();
        foreach (var table in (string[])["users", "user_sessions", "audit_log", "revocations", "grain_state"])
        {
            await database.ReadAsync(async connection => await connection.RowAsync<long>($"select count(*) from {table}", new { }));
        }
        await using var socket = await app.ConnectAsync();
        await socket.ChatAsync("你好");
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteInjectionTests : InjectionContract
{
    protected override Task<ActorsApp> StartAsync() => ActorsApp.StartNewAsync("--Auth:ResetTakes=00:00:00");
}

/// <summary>On PostgreSQL, which takes no NUL in a text.</summary>
public sealed class PostgresInjectionTests(PostgresServer server) : InjectionContract
{
    protected override async Task<ActorsApp> StartAsync() => await ActorsApp.StartNewAsync("--Auth:ResetTakes=00:00:00", $"--ConnectionStrings:Postgres={await server.NewDatabaseAsync()}");
}
