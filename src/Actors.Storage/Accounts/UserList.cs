using Actors.Storage;

namespace Actors.Accounts;

/// <summary>The list of users, a row each, and of their sign-ins.</summary>
internal sealed class UserList(Database database) : IUserList
{
    private const string Put = """
        insert into users (id, email, name, role, plan, status, created_at, revision, search) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set email = excluded.email, name = excluded.name, role = excluded.role, plan = excluded.plan, status = excluded.status,
            created_at = excluded.created_at, revision = excluded.revision, search = excluded.search
        where users.revision < excluded.revision
        """;

    private const string PutSession = """
        insert into user_sessions (id, user_id, created_at, used_at, expires_at, agent, address, is_open) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do update set used_at = excluded.used_at, expires_at = excluded.expires_at, agent = excluded.agent, address = excluded.address, is_open = excluded.is_open
        """;

    private const string DropOldSessions = "delete from user_sessions where user_id = $1 and expires_at < $2";

    public Task PutAsync(UserRow row) => database.WriteAsync(
        new Statement(Put, row.Id, row.Email, row.Name, row.Role, row.Plan, row.Status, row.CreatedAtMs, row.Revision, UserQueries.Searchable($"{row.Email} {row.Name}")));

    public Task PutSessionAsync(string userId, SessionView session, bool isOpen) => database.WriteAsync((DbWrite[])
    [
        new Statement(PutSession, session.Id, userId, session.CreatedAtMs, session.UsedAtMs, session.ExpiresAtMs, session.Agent, session.Address, isOpen ? 1L : 0L),
        new Statement(DropOldSessions, userId, session.UsedAtMs),
    ]);

    public Task RemoveAsync(string userId) => database.WriteAsync((DbWrite[])
    [
        new Statement("delete from users where id = $1", userId),
        new Statement("delete from user_sessions where user_id = $1", userId),
    ]);
}
