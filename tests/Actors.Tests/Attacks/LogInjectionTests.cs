using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>What attackers and users write about accounts, in the log of the program as it is shipped and at its loudest.</summary>
public sealed class LogInjectionTests : IDisposable
{
    private const string Fake = "\r\n{\"Timestamp\":\"2026-01-01\",\"LogLevel\":\"Critical\",\"Message\":\"F4KED\"}\r\n";
    private const string Password = "S3cret-pass-4711";

    private readonly DataFolder _folder = new();

    [Theory]
    [InlineData("Information")]
    [InlineData("Debug")]
    [InlineData("Trace")]
    public async Task Every_line_is_one_object_and_no_secret_or_address_is_in_any(string level)
    {
        // As it is shipped, and with the framework's categories that are quiet then.
        string[] loud = level == "Information" ? ["--Logging:LogLevel:Default=Information", "--Logging:LogLevel:Microsoft.AspNetCore=Warning"] : [.. ((string[])["Default", "Microsoft", "Microsoft.AspNetCore", "System", "Actors.Auth.BearerHandler", "Microsoft.Hosting.Lifetime"]).Select(category => $"--Logging:LogLevel:{category}={level}")];
        using var program = await ActorsProcess.StartAsync(_folder, loud);
        var secrets = await MisuseAsync(program);
        Assert.Equal(0, await program.TerminateAsync());
        var output = await program.OutputAsync();
        var begin = Array.FindIndex(output, static line => line.Contains("Actors is ready", StringComparison.Ordinal));
        var lines = output[(begin + 1)..].Where(static line => !line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("Stop with", StringComparison.Ordinal) && line.Trim().Length > 0).ToList();
        foreach (var line in lines)
        {
            var json = JsonElement.Parse(line);
            Assert.True(json.Has("Timestamp") && json.Has("LogLevel") && json.Has("Category"), line);
        }
        foreach (var secret in secrets) Assert.DoesNotContain(output.Select(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase) ? $"{secret} is in {line}" : ""), static told => told.Length > 0);
        // As what was asked for it may be named, where the framework's own lines are wanted; as anything that we say it is not.
        Assert.DoesNotContain(lines, static line => JsonElement.Parse(line) is var json && json.Text("Category").StartsWith("Actors", StringComparison.Ordinal) && json.Text("Message").Contains("F4KED", StringComparison.Ordinal));
        if (level == "Information") Assert.DoesNotContain(lines, static line => line.Contains("F4KED", StringComparison.Ordinal));
        Assert.Empty(lines.Where(static line => JsonElement.Parse(line).Text("LogLevel") == "Critical"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Does everything that accounts allow, rightly and wrongly; returns what must be in no log.</summary>
    private static async Task<string[]> MisuseAsync(ActorsProcess program)
    {
        using var http = new HttpClient { BaseAddress = program.Address };
        var member = await Caller.MemberAsync(http);
        var nobody = new Caller(http);
        await nobody.PostAsync("/api/auth/register", new { name = Fake, email = $"x{Fake}@example.com", password = Password, password_confirm = Password });
        await nobody.PostAsync("/api/auth/login", new { email = Fake, password = Password });
        for (var n = 0; n < 6; n++) await nobody.PostAsync("/api/auth/login", new { email = member.Email, password = Password + Fake });
        await nobody.PostAsync("/api/auth/password/reset", new { email = member.Email });
        await nobody.PostAsync("/api/auth/password/confirm", new { email = member.Email, code = "123456", new_password = Password });
        await nobody.PostAsync("/api/auth/refresh", new { refresh = Password });
        await nobody.SendAsync(HttpMethod.Post, "/api/auth/login", $$"""{"email":"{{member.Email}}","password":{"{{Password}}":1} }""");
        await member.SendAsync(HttpMethod.Put, "/api/auth/profile", new { interests = Fake, name = $"Name {Password}" });
        await member.PostAsync("/api/auth/password/change", new { old_password = Password, new_password = Password + "2" });
        foreach (var path in (string[])["/api/auth/profile", "/api/nothing", $"/api/auth/sessions/{Uri.EscapeDataString(Fake)}", $"/{Uri.EscapeDataString(Fake)}", $"/ws/chat/?access_token={member.Access}", $"/api/auth/oauth/{Uri.EscapeDataString(Fake)}/start", $"/api/auth/oauth/google/callback?code={Password}&state={Uri.EscapeDataString(Fake)}"])
        {
            await member.SendAsync(HttpMethod.Get, path, null, static headers =>
            {
                headers.TryAddWithoutValidation("User-Agent", "F4KED agent \u0001 {\"LogLevel\":\"Critical\"}");
                headers.TryAddWithoutValidation("X-Request-ID", "F4KED{\"LogLevel\":\"Critical\"}");
                headers.TryAddWithoutValidation("X-Forwarded-For", "F4KED");
            });
        }
        await using (var line = await program.ConnectAsync(token: member.Access)) await line.ChatAsync($"你好 {Password}");
        var refreshed = await nobody.PostAsync("/api/auth/refresh", new { refresh = member.Refresh });
        await nobody.PostAsync("/api/auth/refresh", new { refresh = member.Refresh });
        return [Password, Caller.Password, member.Email, member.Access!, member.Refresh, refreshed.Json.Data().Text("refresh"), "4711", member.Access!.Split('.')[2]];
    }
}
