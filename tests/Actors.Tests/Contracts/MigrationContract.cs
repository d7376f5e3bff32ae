using Actors.Storage;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Contracts;

/// <summary>Bringing the schema up to date.</summary>
public abstract class MigrationContract : StorageContract
{
    private const string Journal = "select version || ' ' || name || ' ' || checksum from schema_migrations order by version";

    private static IEnumerable<string> Known => MigrationSet.Product.Scripts.Select(static known => $"{known.Version} {known.Name} {known.Checksum}");

    [Fact]
    public async Task The_first_start_applies_every_script_once_with_its_checksum()
    {
        Assert.Equal(Known, await Place.AskAsync<string>(Journal));
        Assert.Equal(["audit_log", "chat_usage", "grain_state", "reminders", "revocations", "schema_migrations", "tutor_activity", "tutor_turns", "tutor_words", "user_sessions", "users"], await Place.TablesAsync());
        Assert.All(MigrationSet.Product.Scripts, static known => Assert.Matches("^[0-9a-f]{64}$", known.Checksum));
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        await Program.DisposeAsync();
        Program = await Place.StartAsync();
        Assert.Equal(Known, await Place.AskAsync<string>(Journal));
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Program.DisposeAsync();
        await Place.RunAsync("insert into schema_migrations (version, name, checksum, applied_at) values (9999, '9999_future', 'f', 1)");
        var refused = await Assert.ThrowsAsync<StorageException>(() => Place.StartAsync());
        Assert.Equal(StorageProblem.TooNew, refused.Problem);
        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_script_is_refused()
    {
        await Program.DisposeAsync();
        await Place.RunAsync("update schema_migrations set checksum = 'changed' where version = 2");
        var refused = await Assert.ThrowsAsync<StorageException>(() => Place.StartAsync());
        Assert.Contains("0002_reminders", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Known.Count(), (await Place.AskAsync<string>(Journal)).Count);
    }

    [Fact]
    public async Task A_refused_program_leaves_the_database_to_others()
    {
        await Program.DisposeAsync();
        await Place.RunAsync("insert into schema_migrations (version, name, checksum, applied_at) values (9999, '9999_future', 'f', 1)");
        await Assert.ThrowsAsync<StorageException>(() => Place.StartAsync());
        await Place.RunAsync("delete from schema_migrations where version = 9999");
        Program = await Place.StartAsync().Soon("a start after the refused one");
    }

    [Fact]
    public async Task A_failing_script_leaves_nothing_behind()
    {
        await using var place = await NewPlaceAsync();
        await place.RunAsync("create table tutor_turns (in_the_way bigint)");
        var failed = await Assert.ThrowsAsync<StorageException>(() => place.StartAsync());
        Assert.Contains("tutor_turns", failed.Message, StringComparison.Ordinal);
        Assert.Equal(["tutor_turns"], await place.TablesAsync());
        await place.RunAsync("drop table tutor_turns");
        await place.StartAsync().Soon("a start after the failed one");
        Assert.Equal(Known, await place.AskAsync<string>(Journal));
    }

    [Fact]
    public async Task A_schema_of_an_older_program_gets_what_it_lacks()
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState>());
        await Program.DisposeAsync();
        foreach (var table in (string[])["tutor_words", "tutor_activity", "chat_usage", "users", "user_sessions", "revocations", "audit_log"]) await Place.RunAsync($"drop table {table}");
        await Place.RunAsync("alter table tutor_turns drop column command_id");
        await Place.RunAsync("delete from schema_migrations where version >= 4");
        Program = await Place.StartAsync();
        Assert.Equal(Known, await Place.AskAsync<string>(Journal));
        Assert.True((await ReadAsync<TutorSessionState>(Id("a"))).RecordExists);
    }
}
