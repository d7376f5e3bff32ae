using System.Net;
using Actors.Tests.Harness;

namespace Actors.Tests.Attacks;

/// <summary>Somebody has a copy of a member's refresh token.</summary>
public sealed class RefreshTheftTests(InstantApp app) : IClassFixture<InstantApp>
{
    [Fact]
    public async Task A_token_that_is_used_twice_ends_every_token_of_its_sign_in_and_its_socket()
    {
        var member = await Caller.MemberAsync(app.Http);
        await using var socket = await app.ConnectAsync(token: member.Access);
        var stolen = await new Caller(app.Http).PostAsync("/api/auth/refresh", new { refresh = member.Refresh });
        var thief = new Caller(app.Http) { Access = stolen.Json.Data().Text("access") };
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/auth/profile")).Status);
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), (await member.PostAsync("/api/auth/refresh", new { refresh = member.Refresh })).Verdict);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.PostAsync("/api/auth/refresh", new { refresh = stolen.Json.Data().Text("refresh") })).Status);
        Assert.Equal(4001, await socket.CloseCodeAsync());
    }

    [Fact]
    public async Task Of_a_hundred_uses_at_once_one_wins_at_most_and_its_tokens_are_worth_nothing()
    {
        var member = await Caller.MemberAsync(app.Http);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => new Caller(app.Http).PostAsync("/api/auth/refresh", new { refresh = member.Refresh })));
        var won = Assert.Single(answers, static answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Except([won]), static answer => Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHORIZED"), answer.Verdict));
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Caller(app.Http) { Access = won.Json.Data().Text("access") }.GetAsync("/api/auth/profile")).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_the_thief_and_not_the_owner()
    {
        var owner = await Caller.MemberAsync(app.Http);
        var thief = new Caller(app.Http) { Access = (await owner.LogInAsync()).Json.Data().Text("access") };
        await owner.PostAsync("/api/auth/password/change", new { old_password = Caller.Password, new_password = "Another-horse-10" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/auth/profile")).Status);
    }

    [Fact]
    public async Task Who_has_signed_out_is_out_with_both_tokens()
    {
        var member = await Caller.MemberAsync(app.Http);
        await member.PostAsync("/api/auth/logout", new { refresh = member.Refresh });
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.GetAsync("/api/auth/profile")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Caller(app.Http).PostAsync("/api/auth/refresh", new { refresh = member.Refresh })).Status);
    }
}
