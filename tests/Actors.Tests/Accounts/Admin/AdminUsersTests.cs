using Actors.Tests.Harness;

namespace Actors.Tests.Accounts.Admin;

/// <summary>What operators find in the list of users, on both databases.</summary>
public abstract class AdminUsersContract : IAsyncLifetime
{
    private ActorsApp _app = null!;
    private string _operator = "";

    public async ValueTask InitializeAsync()
    {
        _app = await ActorsApp.StartNewAsync(["--Auth:SignInsAtOnce=10000", .. await SettingsAsync()]);
        _operator = _app.OperatorToken();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<string[]> SettingsAsync();

    [Fact]
    public async Task Names_are_found_in_every_script_whatever_their_case()
    {
        (string Name, string[] Searches)[] people =
        [
            ("Nguyễn Thị Ánh Tuyết", ["nguyễn", "ÁNH TUYẾT", "Thị Ánh"]), ("أحمد محمد", ["أحمد", "حمد م"]), ("王小明", ["小明", "王"]), ("Ærøskøbing Ölçek", ["ærø", "ÖLÇEK"]),
            ("100% sicher", ["100%", "0% s"]), ("snake_case", ["e_c", "SNAKE_"]), (@"back\slash", [@"k\s", @"\"]), ("O'Brien; drop table users", ["o'b", "; drop"]),
        ];
        foreach (var (name, _) in people) await _app.RegisterAsync(AccountCalls.NewAddress(), name: name);
        foreach (var (name, searches) in people)
        {
            foreach (var search in searches) Assert.Equal([name], await NamesAsync($"search={Uri.EscapeDataString(search)}"));
        }
        foreach (var nothing in (string[])["snakeXcase", "1000 sicher", "backslash", "k%s", "_nake", "%%", @"\\", "nobody"]) Assert.Empty(await NamesAsync($"search={Uri.EscapeDataString(nothing)}"));
        Assert.Equal(people.Length, (await NamesAsync("search=%20%20&page_size=100")).Count);
        Assert.Equal(people.Length, (await NamesAsync("search=EXAMPLE.com&page_size=100")).Count);
    }

    [Fact]
    public async Task Users_are_filtered_and_paged_newest_first()
    {
        var ids = new List<string>();
        for (var n = 0; n < 12; n++) ids.Insert(0, (await _app.RegisterAsync(AccountCalls.NewAddress(), name: $"user {n}")).Data.Text("id"));
        await _app.GuestAsync();
        var first = await GetAsync("/api/v1/admin/users/");
        var second = await GetAsync(first.Data.Text("next"));
        Assert.Equal((12, 10, 2), (first.Data.Number("count"), first.Results().Count(), second.Results().Count()));
        Assert.Equal(ids, first.Results().Concat(second.Results()).Select(static user => user.Text("id")));
        Assert.Equal("/api/v1/admin/users/?page=1", second.Data.Text("previous"));
        await _app.PutAsync($"/api/v1/admin/users/{ids[0]}", new { role = "TUTOR", plan = "PREMIUM" }, _operator);
        await _app.PutAsync($"/api/v1/admin/users/{ids[1]}", new { disabled = true }, _operator);
        Assert.Equal(["user 11"], await NamesAsync("role=TUTOR"));
        Assert.Equal(["user 11"], await NamesAsync("plan=PREMIUM&status=active"));
        Assert.Equal(["user 10"], await NamesAsync("status=disabled"));
        Assert.Equal(10, (await NamesAsync("role=STUDENT&status=active&plan=FREE&page_size=100")).Count);
        Assert.Empty(await NamesAsync("role=ADMIN"));
        Assert.Empty(await NamesAsync("page=99"));
    }

    [Theory]
    [InlineData("role=BOSS", "role")]
    [InlineData("plan=GOLD", "plan")]
    [InlineData("status=gone", "status")]
    [InlineData("page=0", "page")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("page=x", "page")]
    [InlineData("search=a%00b", "search")]
    public async Task What_makes_no_sense_is_refused(string query, string field)
    {
        var answer = await GetAsync($"/api/v1/admin/users/?{query}");
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Detail(field));
    }

    [Theory]
    [InlineData("audit/?action=a%00b")]
    [InlineData("audit/?user_id=a%00b")]
    [InlineData("audit/?from=yesterday")]
    [InlineData("sessions/?user_id=a%00b")]
    public async Task What_no_row_can_have_is_refused_and_is_no_failure_of_ours(string path) => Assert.Equal((400, "VALIDATION_FAILED"), (await GetAsync($"/api/v1/admin/{path}")).Refusal);

    [Theory]
    [InlineData("/api/v1/admin/users/")]
    [InlineData("/api/v1/admin/sessions/")]
    [InlineData("/api/v1/admin/audit/")]
    [InlineData("/api/v1/admin/users/0123456789abcdef0123456789abcdef/")]
    public async Task Nobody_but_operators_sees_anything(string path)
    {
        var (member, guest) = (await _app.JoinAsync(), await _app.GuestAsync());
        Assert.Equal((403, "FORBIDDEN"), (await _app.GetAsync(path, member.Access)).Refusal);
        Assert.Equal(403, (int)(await _app.GetAsync(path, guest.Access)).Status);
        Assert.Equal((401, "UNAUTHORIZED"), (await _app.GetAsync(path)).Refusal);
        Assert.Equal((401, "UNAUTHORIZED"), (await _app.GetAsync(path, "nonsense")).Refusal);
    }

    [Fact]
    public async Task The_audit_log_is_read_by_action_user_and_time()
    {
        var (one, other) = (await _app.JoinAsync(), await _app.JoinAsync());
        await _app.LoginAsync(one.Email, "wrong");
        await _app.PutAsync($"/api/v1/admin/users/{one.Id}", new { role = "TUTOR" }, _operator);
        Assert.Equal(["access.changed", "login.failed", "login", "register"], await ActionsAsync($"user_id={one.Id}"));
        Assert.Equal(["access.changed"], await ActionsAsync("user_id=operator"));
        Assert.Equal(2, (await ActionsAsync("action=register")).Count);
        var failed = Assert.Single((await GetAsync("/api/v1/admin/audit/?action=login.failed")).Results());
        Assert.Equal((one.Id, "", "127.0.0.0"), (failed.Text("subject_id"), failed.Text("actor_id"), failed.Text("address")));
        Assert.NotEmpty(failed.Text("request_id"));
        Assert.Empty(await ActionsAsync("from=2100-01-01T00:00:00Z"));
        Assert.Empty(await ActionsAsync("to=2001-01-01T00:00:00Z"));
        Assert.Equal(6, (await ActionsAsync("from=2001-01-01T00:00:00%2B07:00&to=2100-01-01T00:00:00Z")).Count);
        var all = (await GetAsync("/api/v1/admin/audit/?page_size=100")).Body.GetRawText();
        Assert.DoesNotContain(other.Email, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wrong", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ins_of_all_or_of_one_are_listed_and_ended()
    {
        var (one, other) = (await _app.JoinAsync(), await _app.JoinAsync());
        Assert.Equal(2, (await GetAsync("/api/v1/admin/sessions/")).Data.Number("count"));
        var session = Assert.Single((await GetAsync($"/api/v1/admin/sessions/?user_id={one.Id}")).Results());
        Assert.Equal(one.Id, session.Text("user_id"));
        Assert.Equal((404, "NOT_FOUND"), (await _app.DeleteAsync($"/api/v1/admin/users/{other.Id}/sessions/{session.Text("id")}", null, _operator)).Refusal);
        Assert.Equal(200, (int)(await _app.DeleteAsync($"/api/v1/admin/users/{one.Id}/sessions/{session.Text("id")}", null, _operator)).Status);
        Assert.False(await _app.IsGoodAsync(one.Access));
        Assert.True(await _app.IsGoodAsync(other.Access));
        Assert.Equal(1, (await GetAsync("/api/v1/admin/sessions/")).Data.Number("count"));
    }

    private Task<ApiAnswer> GetAsync(string path) => _app.GetAsync(path, _operator);

    private async Task<List<string>> NamesAsync(string query) => [.. (await GetAsync($"/api/v1/admin/users/?{query}")).Results().Select(static user => user.Text("name"))];

    private async Task<List<string>> ActionsAsync(string query) => [.. (await GetAsync($"/api/v1/admin/audit/?page_size=100&{query}")).Results().Select(static entry => entry.Text("action"))];
}

public sealed class AdminUsersOnSqliteTests : AdminUsersContract
{
    protected override Task<string[]> SettingsAsync() => Task.FromResult<string[]>([]);
}

public sealed class AdminUsersOnPostgresTests(PostgresServer server) : AdminUsersContract
{
    protected override async Task<string[]> SettingsAsync() => [$"--ConnectionStrings:Postgres={await server.NewDatabaseAsync()}"];
}
