using Actors.Auth;

namespace Actors.Accounts;

/// <summary>A new member.</summary>
internal sealed record NewMember(string Id, string Name, string Email, DateTime CreatedAt);

/// <summary>Who has signed in.</summary>
internal sealed record SignedInUser(string Id, string Name, string Email, string Role, string Plan);

/// <summary>What a sign-in gives: an access token for an hour, a refresh token that is used once.</summary>
internal sealed record SignedIn(string Access, string Refresh, SignedInUser User)
{
    public static SignedIn Of(TokenPair pair, UserFacts user) => new(pair.Access, pair.Refresh, new(user.Id, user.Name, user.Email, user.Role, user.Plan));
}

/// <summary>What is used of a quota; a limit of null is none.</summary>
internal sealed record QuotaPart(long Used, long? Limit)
{
    public static QuotaPart Of(QuotaUse use, long unit = 1) => new(use.Used / unit, use.Limit == 0 ? null : use.Limit / unit);
}

/// <summary>What the plan allows and what is used of it.</summary>
internal sealed record QuotaParts(QuotaPart TokensToday, QuotaPart SpeechSecondsToday, QuotaPart StorageBytes, DateTime ResetsAt)
{
    public static QuotaParts Of(QuotaView quota) => new(QuotaPart.Of(quota.Tokens), QuotaPart.Of(quota.SpeechMs, 1000), QuotaPart.Of(quota.StorageBytes), Times.Utc(quota.ResetsAtMs));
}

/// <summary>A user, as he sees himself and as operators see him.</summary>
internal sealed record ProfileView(
    string Id, string Name, string Email, string Role, string Plan, string Status, string Language, string Gender, string Mbti, string Interests, DateTime? CreatedAt,
    IEnumerable<string> SignIns, QuotaParts Quota)
{
    public static ProfileView Of(UserProfile profile) => new(profile.Facts.Id, profile.Facts.Name, profile.Facts.Email, profile.Facts.Role, profile.Facts.Plan,
        profile.Facts.IsGuest ? "guest" : profile.IsDisabled ? "disabled" : "active", profile.Language, profile.Gender, profile.Mbti, profile.Interests, Times.UtcOrNull(profile.CreatedAtMs),
        profile.Providers, QuotaParts.Of(profile.Quota));
}

/// <summary>A sign-in.</summary>
internal sealed record SessionEntry(string Id, DateTime? CreatedAt, DateTime? LastUsedAt, DateTime ExpiresAt, string Agent, string Address, bool IsCurrent)
{
    public static SessionEntry Of(SessionView session, string current) => new(session.Id, Times.UtcOrNull(session.CreatedAtMs), Times.UtcOrNull(session.UsedAtMs), Times.Utc(session.ExpiresAtMs),
        session.Agent, session.Address, session.Id == current);
}

/// <summary>What became of an account's data.</summary>
internal sealed record Erased(IReadOnlyDictionary<string, long> Deleted, IEnumerable<string> Kept)
{
    public static Erased Of(EraseReport report) => new(report.Erased.ToDictionary(static kind => kind.Name, static kind => kind.Count), report.Kept);
}

/// <summary>Times as the protocol has them.</summary>
internal static class Times
{
    public static DateTime Utc(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime;

    public static DateTime? UtcOrNull(long ms) => ms == 0 ? null : Utc(ms);
}
