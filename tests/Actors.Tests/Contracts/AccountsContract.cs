using Actors.Accounts;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>What the suites of accounts share: grains on a database, on a clock that stands still.</summary>
public abstract class AccountsContract : IAsyncLifetime
{
    protected const string Email = "linh@example.com";
    protected const string Password = "correct horse 1";
    protected const string Other = "staple battery 2";

    protected static readonly string UserId = new('a', 32);
    protected static readonly Origin Origin = new("10.0.0.0", "r1", UserId);

    protected StoragePlace Place { get; private set; } = null!;

    protected ManualTime Time { get; } = new();

    protected AccountsProgram Program { get; private set; } = null!;

    protected IAccountGrain Account => Program.Account(Email);

    protected IUserGrain User => Program.User(UserId);

    protected long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        Place = await NewPlaceAsync();
        Program = await AccountsProgram.StartAsync(Place, Time);
    }

    public async ValueTask DisposeAsync()
    {
        if (Program is not null) await Program.DisposeAsync();
        if (Place is not null) await Place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoragePlace> NewPlaceAsync();

    protected async Task RestartAsync()
    {
        await Program.DisposeAsync();
        Program = await AccountsProgram.StartAsync(Place, Time);
    }

    /// <summary>Makes the account and its user.</summary>
    protected async Task RegisterAsync(string language = "en")
    {
        Assert.True((await Account.Register(new(UserId, Password, Email, "Linh", language, Origin)).Soon("register")).IsAccepted);
        Assert.Equal(JoinOutcome.Joined, await User.Join(new(AccountKey.OfMail(Email)!.Value.ToGrainKey(), Email, "Linh", language, Origin)).Soon("join"));
    }

    protected async Task<SignInStatus> SignInAsync(string password = Password, string email = Email) => (await SignInAsync(password, email, null)).Status;

    protected Task<SignInOutcome> SignInAsync(string password, string email, string? commandId) => Program.Account(email).SignIn(new(password, commandId, Origin)).Soon("sign-in");

    protected Task<SessionOutcome> OpenAsync(string family) => User.OpenSession(new(family, NowMs + (long)TimeSpan.FromDays(7).TotalMilliseconds, "test", "password", Origin)).Soon("a sign-in");

    /// <summary>Reads behind the program's back.</summary>
    protected async Task<IReadOnlyList<T>> AskAsync<T>(string sql)
    {
        await Program.SettleAsync().Soon("the database");
        return await Place.AskAsync<T>(sql);
    }

    /// <summary>Runs SQL behind the program's back.</summary>
    protected async Task RunAsync(string sql)
    {
        await Program.SettleAsync().Soon("the database");
        await Place.RunAsync(sql);
    }

    /// <summary>Does something, and moves the clock so that what comes next is later.</summary>
    protected async Task ThenAsync(Task step)
    {
        await step.Soon("a step");
        Time.Advance(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>What the audit log has, oldest first.</summary>
    protected async Task<List<AuditEntry>> AuditAsync() => [.. (await Program.Users.AuditAsync(new(null, null, 0, long.MaxValue), 0, 100).Soon("audit")).Entries.Reverse()];
}
