using Actors.Accounts;
using Actors.Storage.Moving;
using Actors.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Tests.Accounts.Admin;

/// <summary>Users, sign-ins, what was revoked and the audit log go along when an installation moves.</summary>
public sealed class MovingAccountsTests(PostgresServer server)
{
    [Fact]
    public async Task Every_row_comes_out_equal_and_once_and_stays_guarded()
    {
        await using var from = new SqliteFolder();
        await using var to = await PostgresPlace.NewAsync(server);
        var origin = new Origin("10.0.0.0", "r1", "u");
        await using (var program = await AccountsProgram.StartAsync(from, new ManualTime()))
        {
            for (var n = 0; n < 300; n++)
            {
                var user = program.User($"{n:d32}");
                await user.Join(new($"mail:{n}@example.com", $"{n}@example.com", $"Nguyễn {n}", "vi", origin)).Soon("join");
                await user.OpenSession(new($"s{n}", long.MaxValue, "", "password", origin)).Soon("sign-in");
            }
            await program.User($"{7:d32}").SetAccess(new(Roles.Tutor, null, true, origin)).Soon("access");
        }
        var target = await to.StartAsync();
        await using var data = await EmbeddedData.OpenAsync(from.Folder, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken).Soon("the data");
        foreach (var (table, rows) in ((string, long)[])[("users", 300), ("user_sessions", 300), ("revocations", 1), ("audit_log", 601)])
        {
            Assert.Equal((rows, rows), await data.CopyAsync(table, target.Database, TestContext.Current.CancellationToken).Soon(table));
            Assert.Equal((rows, 0), await data.CopyAsync(table, target.Database, TestContext.Current.CancellationToken).Soon(table));
            string Sorted(IReadOnlyList<dynamic> all) => string.Join('\n', all.Cast<IDictionary<string, object>>().Select(static row => string.Join('|', row.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value))).Order(StringComparer.Ordinal));
            Assert.Equal(Sorted(await from.AskAsync<dynamic>($"select * from {table}")), Sorted(await to.AskAsync<dynamic>($"select * from {table}")));
        }
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => to.RunAsync("delete from audit_log"));
    }
}
