using Actors.Storage;

namespace Actors.Accounts;

/// <summary>The audit log, a row an event. The database itself refuses to change or delete one.</summary>
internal sealed class AuditLog(Database database, TimeProvider time) : IAuditLog
{
    private const string Append = """
        insert into audit_log (id, at, action, subject_id, actor_id, address, request_id, detail) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    public Task AppendAsync(AuditEvent happened) => database.WriteAsync(new Statement(Append, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), happened.AtMs, happened.Action,
        happened.SubjectId, happened.Origin.ActorId, happened.Origin.Address, happened.Origin.RequestId, happened.Detail));
}
