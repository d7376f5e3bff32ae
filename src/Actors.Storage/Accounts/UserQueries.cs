using Actors.Storage;

namespace Actors.Accounts;

/// <summary>A user in the list. Times are Unix milliseconds UTC.</summary>
public sealed record ListedUser(string Id, string Email, string Name, string Role, string Plan, string Status, long CreatedAt);

/// <summary>A sign-in in the list.</summary>
public sealed record ListedSession(string Id, string UserId, long CreatedAt, long UsedAt, long ExpiresAt, string Agent, string Address);

/// <summary>An entry of the audit log.</summary>
public sealed record AuditEntry(string Id, long At, string Action, string SubjectId, string ActorId, string Address, string RequestId, string Detail);

/// <summary>Which users are looked for; null for any.</summary>
public sealed record UserFilter(string? Search, string? Role, string? Plan, string? Status);

/// <summary>Which entries of the audit log are looked for; null for any.</summary>
public sealed record AuditFilter(string? Action, string? UserId, long FromMs, long ToMs);

/// <summary>Reads users, sign-ins and the audit log for operators.</summary>
public sealed class UserQueries(Database database)
{
    private const string Users = """
        from users where (@pattern = '' or search like @pattern escape '\') and (@role = '' or role = @role) and (@plan = '' or plan = @plan) and (@status = '' or status = @status)
        """;

    private const string CountUsers = $"select count(*) {Users}";
    private const string PageOfUsers = $"select id, email, name, role, plan, status, created_at {Users} order by created_at desc, id limit @limit offset @offset";

    private const string Sessions = "from user_sessions where is_open = 1 and expires_at > @nowMs and (@userId = '' or user_id = @userId)";
    private const string CountSessions = $"select count(*) {Sessions}";
    private const string PageOfSessions = $"select id, user_id, created_at, used_at, expires_at, agent, address {Sessions} order by used_at desc, id limit @limit offset @offset";

    private const string Audit = """
        from audit_log where at >= @fromMs and at < @toMs and (@action = '' or action = @action) and (@userId = '' or subject_id = @userId or actor_id = @userId)
        """;

    private const string CountAudit = $"select count(*) {Audit}";
    private const string PageOfAudit = $"select id, at, action, subject_id, actor_id, address, request_id, detail {Audit} order by at desc, id desc limit @limit offset @offset";

    /// <summary>A page of the users, newest first, and how many there are.</summary>
    public Task<(long Count, IReadOnlyList<ListedUser> Users)> UsersAsync(UserFilter filter, int offset, int limit) =>
        PageAsync<ListedUser>(CountUsers, PageOfUsers, new { pattern = PatternOf(filter.Search), role = filter.Role ?? "", plan = filter.Plan ?? "", status = filter.Status ?? "", offset, limit });

    /// <summary>A page of the open sign-ins, latest used first, and how many there are.</summary>
    public Task<(long Count, IReadOnlyList<ListedSession> Sessions)> SessionsAsync(string? userId, long nowMs, int offset, int limit) =>
        PageAsync<ListedSession>(CountSessions, PageOfSessions, new { userId = userId ?? "", nowMs, offset, limit });

    /// <summary>A page of the audit log, newest first, and how many entries there are.</summary>
    public Task<(long Count, IReadOnlyList<AuditEntry> Entries)> AuditAsync(AuditFilter filter, int offset, int limit) =>
        PageAsync<AuditEntry>(CountAudit, PageOfAudit, new { fromMs = filter.FromMs, toMs = filter.ToMs, action = filter.Action ?? "", userId = filter.UserId ?? "", offset, limit });

    /// <summary>A text as it is looked for: in small letters.</summary>
    internal static string Searchable(string text) => text.ToLowerInvariant();

    private static string PatternOf(string? search) => string.IsNullOrWhiteSpace(search) ? ""
        : $"%{Searchable(search.Trim()).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    private Task<(long, IReadOnlyList<T>)> PageAsync<T>(string count, string page, object values) => database.ReadAsync(async connection =>
        (await connection.RowAsync<long>(count, values), (IReadOnlyList<T>)await connection.RowsAsync<T>(page, values)));
}
