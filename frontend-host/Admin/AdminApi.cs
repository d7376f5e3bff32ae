using System.ComponentModel.DataAnnotations;
using Actors.Accounts;
using Actors.Api;
using Actors.Auth;
using Actors.Errors;
using Actors.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Admin;

/// <summary>Which users are looked for.</summary>
internal sealed record UserSearch(
    [property: FromQuery(Name = "search"), StringLength(200), PlainText] string? Search, [property: FromQuery(Name = "role"), AllowedValues(Roles.Student, Roles.Tutor, Roles.Admin)] string? Role,
    [property: FromQuery(Name = "plan"), AllowedValues(Plans.Free, Plans.Premium)] string? Plan, [property: FromQuery(Name = "status"), AllowedValues("active", "disabled")] string? Status);

/// <summary>Whose sign-ins are looked for.</summary>
internal sealed record SessionSearch([property: FromQuery(Name = "user_id"), StringLength(64), PlainText] string? UserId);

/// <summary>Which entries of the audit log are looked for.</summary>
internal sealed record AuditSearch(
    [property: FromQuery(Name = "action"), StringLength(100), PlainText] string? Action, [property: FromQuery(Name = "user_id"), StringLength(64), PlainText] string? UserId,
    [property: FromQuery(Name = "from")] DateTimeOffset? From, [property: FromQuery(Name = "to")] DateTimeOffset? To);

/// <summary>What a user may do; what is left out stays as it is.</summary>
internal sealed record AccessBody(
    [property: AllowedValues(Roles.Student, Roles.Tutor, Roles.Admin)] string? Role, [property: AllowedValues(Plans.Free, Plans.Premium)] string? Plan, bool? Disabled);

/// <summary>What operators see of users, and do.</summary>
internal static class AdminApi
{
    private static readonly LocalText Updated = LocalText.Of("USER_UPDATED");
    private static readonly LocalText Deleted = LocalText.Of("ACCOUNT_DELETED");
    private static readonly LocalText Ended = LocalText.Of("SESSION_ENDED");

    public static void MapAdmin(this WebApplication app)
    {
        var admin = app.MapApi("/api/v1/admin", "Admin");
        admin.MapGet("/users", UsersAsync).For(Policies.Admin).Answers<Page<UserEntry>>()
            .Says("List the users", "Members, newest first. search: a part of the name or the address.");
        admin.MapGet("/users/{id}", UserAsync).For(Policies.Admin).Answers<ProfileView>().Refuses(Problem.NotFound)
            .Says("Show a user", "Guests, too.");
        admin.MapPut("/users/{id}", AccessAsync).For(Policies.Admin).Answers<ProfileView>().Refuses(Problem.NotFound, Problem.OwnAccess)
            .Says("Change what a user may do", "Role, plan, and whether he is kept out. His access tokens end at once; the next refresh brings new ones.");
        admin.MapPost("/users/{id}/anonymise", static (HttpContext context, string id, CurrentUser user, SignInDesk desk) => EraseAsync(context, id, user, desk, keepsWork: true)).For(Policies.Admin)
            .Answers<Erased>().Refuses(Problem.OwnAccess)
            .Says("Anonymise a user", "Takes away everything that says who he is, and the ways to sign in. What he made stays.");
        admin.MapDelete("/users/{id}", static (HttpContext context, string id, CurrentUser user, SignInDesk desk) => EraseAsync(context, id, user, desk, keepsWork: false)).For(Policies.Admin)
            .Answers<Erased>().Refuses(Problem.OwnAccess)
            .Says("Delete a user", "With everything that is his, and says what.");
        admin.MapGet("/sessions", SessionsAsync).For(Policies.Admin).Answers<Page<AdminSessionEntry>>()
            .Says("List the sign-ins", "Of all members, latest used first; user_id: of one.");
        admin.MapDelete("/users/{id}/sessions/{session}", EndSessionAsync).For(Policies.Admin).Answers<Nothing>().Refuses(Problem.NotFound)
            .Says("End a sign-in", "Its refresh token and its access tokens are no good any more.");
        admin.MapGet("/audit", AuditAsync).For(Policies.Admin).Answers<Page<AuditView>>()
            .Says("Read the audit log", "What has happened that matters to security, newest first. Nothing in it can be changed.");
    }

    private static async Task<IResult> UsersAsync(HttpContext context, [AsParameters] UserSearch search, [AsParameters] Paging paging, UserQueries users)
    {
        var (count, rows) = await users.UsersAsync(new(search.Search, search.Role, search.Plan, search.Status), paging.Offset, paging.Limit);
        return Envelope.Ok(context, paging.Of(context.Request, count, rows.Select(UserEntry.Of)));
    }

    private static async Task<IResult> UserAsync(HttpContext context, string id, SignInDesk desk) =>
        IsId(id) && await desk.CallAsync(() => desk.User(id).Profile()) is { } profile ? Envelope.Ok(context, ProfileView.Of(profile)) : Envelope.Error(context, Problem.NotFound);

    private static async Task<IResult> AccessAsync(HttpContext context, string id, AccessBody body, CurrentUser user, SignInDesk desk)
    {
        if (id == user.Id) return Envelope.Error(context, Problem.OwnAccess); // or the last one who could might lock himself out
        if (!IsId(id) || await desk.CallAsync(() => desk.User(id).SetAccess(new(body.Role, body.Plan, body.Disabled, SignInDesk.OriginOf(context)))) is not { } profile) return Envelope.Error(context, Problem.NotFound);
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, ProfileView.Of(profile), Updated);
    }

    private static async Task<IResult> EraseAsync(HttpContext context, string id, CurrentUser user, SignInDesk desk, bool keepsWork)
    {
        if (id == user.Id) return Envelope.Error(context, Problem.OwnAccess);
        if (!IsId(id)) return Envelope.Error(context, Problem.NotFound);
        var report = await desk.CallAsync(() => desk.User(id).Erase(new(keepsWork, SignInDesk.OriginOf(context))));
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, Erased.Of(report), keepsWork ? Updated : Deleted);
    }

    private static async Task<IResult> SessionsAsync(HttpContext context, [AsParameters] SessionSearch search, [AsParameters] Paging paging, UserQueries users, TimeProvider time)
    {
        var (count, rows) = await users.SessionsAsync(search.UserId, time.GetUtcNow().ToUnixTimeMilliseconds(), paging.Offset, paging.Limit);
        return Envelope.Ok(context, paging.Of(context.Request, count, rows.Select(AdminSessionEntry.Of)));
    }

    private static async Task<IResult> EndSessionAsync(HttpContext context, string id, string session, SignInDesk desk)
    {
        if (!IsId(id) || !await desk.CallAsync(() => desk.User(id).RevokeSession(new(session, null, SignInDesk.OriginOf(context), IsProven: false)))) return Envelope.Error(context, Problem.NotFound);
        await desk.KnowRevokedAsync();
        return Envelope.Ok(context, Ended);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, [AsParameters] AuditSearch search, [AsParameters] Paging paging, UserQueries users)
    {
        var filter = new AuditFilter(search.Action, search.UserId, search.From?.ToUnixTimeMilliseconds() ?? 0, search.To?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        var (count, rows) = await users.AuditAsync(filter, paging.Offset, paging.Limit);
        return Envelope.Ok(context, paging.Of(context.Request, count, rows.Select(AuditView.Of)));
    }

    /// <summary>Ids of ours only: a grain is not to be made for whatever somebody types.</summary>
    private static bool IsId(string id) => (Guid.TryParseExact(id, "N", out _) && !id.Any(char.IsAsciiLetterUpper)) || id == "operator";
}
