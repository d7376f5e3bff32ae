namespace Actors.Accounts;

/// <summary>Hashes and checks passwords and codes. Takes a noticeable time by intent, in no grain's turn's thread. Thread-safe.</summary>
public interface IPasswords
{
    /// <summary>The hash of a text, salted.</summary>
    Task<string> HashAsync(string text);

    /// <summary>Whether a hash is of this text. Null is the hash of nothing: that takes as long and is never right.</summary>
    Task<bool> VerifyAsync(string? hash, string text);
}

/// <summary>Sends mail. Thread-safe.</summary>
public interface IMail
{
    /// <summary>Takes a mail; it leaves later, and its failure is the mailer's own.</summary>
    Task PostAsync(Mail mail);
}

/// <summary>What mails say.</summary>
public enum MailKind
{
    /// <summary>A code to set a password with.</summary>
    ResetCode,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>The account was deleted.</summary>
    AccountErased,
}

/// <summary>A mail.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="To">To which address.</param>
/// <param name="Name">The name of the person.</param>
/// <param name="Language">In which language: en, ar, zh or vi.</param>
/// <param name="Code">The code, if it has one.</param>
public sealed record Mail(MailKind Kind, string To, string Name, string Language, string Code = "");

/// <summary>What has happened that matters to security.</summary>
/// <param name="Action">What, as a stable name: <c>login</c>, <c>login.failed</c>, <c>role.changed</c>.</param>
/// <param name="SubjectId">The user to whom; empty where there is none.</param>
/// <param name="AtMs">When, Unix milliseconds UTC.</param>
/// <param name="Origin">By whom, from where.</param>
/// <param name="Detail">A few words without personal data: a role, a provider's name.</param>
public sealed record AuditEvent(string Action, string SubjectId, long AtMs, Origin Origin, string Detail = "");

/// <summary>The audit log. Nothing in it is ever changed. Thread-safe.</summary>
public interface IAuditLog
{
    /// <summary>Adds an event. Durable when it completes.</summary>
    Task AppendAsync(AuditEvent happened);
}

/// <summary>A row of the list of users.</summary>
/// <param name="Id">The user.</param>
/// <param name="Email">The address.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Status">active, disabled or anonymised.</param>
/// <param name="CreatedAtMs">When he became a member.</param>
/// <param name="Revision">Rises with each change of the user.</param>
public sealed record UserRow(string Id, string Email, string Name, string Role, string Plan, string Status, long CreatedAtMs, long Revision);

/// <summary>The list of users and of their sign-ins, for operators; users' grains write it. Thread-safe.</summary>
public interface IUserList
{
    /// <summary>Puts a user's row; an older revision than what is there changes nothing.</summary>
    Task PutAsync(UserRow row);

    /// <summary>Puts a sign-in.</summary>
    Task PutSessionAsync(string userId, SessionView session, bool isOpen);

    /// <summary>Takes a user and his sign-ins out.</summary>
    Task RemoveAsync(string userId);
}

/// <summary>What ends access tokens before their time. Thread-safe.</summary>
public interface IRevocations
{
    /// <summary>Ends tokens until <paramref name="expiresAtMs"/>, by when none of them is good any more. Durable when it completes.</summary>
    /// <param name="subject">Which ones: <see cref="Revoked"/>.</param>
    /// <param name="floor">For a user: the lowest version that is still good.</param>
    /// <param name="atMs">Now.</param>
    /// <param name="expiresAtMs">Until when it must be remembered.</param>
    Task AddAsync(string subject, long floor, long atMs, long expiresAtMs);
}

/// <summary>Names of what is revoked. Those of sign-ins name their user, too: nobody ends those of others.</summary>
public static class Revoked
{
    /// <summary>One token, by its <c>jti</c>.</summary>
    public static string Token(string id) => $"j:{id}";

    /// <summary>The tokens of a sign-in.</summary>
    public static string Session(string user, string family) => $"s:{user}:{family}";

    /// <summary>That the tokens of a sign-in stay good although those of its user below this version do not.</summary>
    public static string Kept(string user, string family) => $"k:{user}:{family}";

    /// <summary>The tokens of a user, below a version.</summary>
    public static string User(string id) => $"u:{id}";
}

/// <summary>
/// What a feature keeps of a user. Each feature registers one; deleting an account asks all of them. Thread-safe, and may be asked
/// again after a failure.
/// </summary>
public interface IPersonalData
{
    /// <summary>What it is, for the report: <c>messages</c>.</summary>
    string Name { get; }

    /// <summary>Deletes it and tells how much there was.</summary>
    Task<long> EraseAsync(string userId, IGrainFactory grains);
}
