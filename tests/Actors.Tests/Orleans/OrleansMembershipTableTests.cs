using System.Net;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Orleans;

/// <summary>What our scripts make of Orleans' table of silos: every change but a sign of life holds only if nobody else made one first.</summary>
public sealed class OrleansMembershipTableTests(PostgresServer server) : StorageContract
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private IMembershipTable Table => Program.Get<IMembershipTable>();

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    [Fact]
    public async Task A_new_table_is_empty_and_is_made_once()
    {
        var version = (await Table.ReadAll()).Version;
        Assert.Empty((await Table.ReadAll()).Members);
        await JoinAsync(1);
        await Table.InitializeMembershipTable(tryInitTableVersion: true);
        await Place.StartAsync();
        Assert.Equal(version.Version + 1, (await Table.ReadAll()).Version.Version);
        Assert.Single((await Table.ReadAll()).Members);
    }

    [Fact]
    public async Task A_silo_comes_back_equal()
    {
        var silo = Silo(1, SiloStatus.Joining);
        await JoinAsync(silo);
        await JoinAsync(2);
        var (read, _) = Assert.Single((await Table.ReadRow(silo.SiloAddress)).Members);
        Assert.Equal(
            (silo.SiloAddress, silo.SiloName, silo.HostName, silo.Status, silo.ProxyPort, silo.StartTime, silo.IAmAliveTime),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Equal(2, (await Table.ReadAll()).Members.Count);
    }

    [Fact]
    public async Task A_silo_of_an_old_version_does_not_join()
    {
        var old = (await Table.ReadAll()).Version.Next();
        Assert.True(await Table.InsertRow(Silo(1), old));
        Assert.False(await Table.InsertRow(Silo(2), old));
        var now = await Table.ReadAll();
        Assert.Equal(Silo(1).SiloAddress, Assert.Single(now.Members).Item1.SiloAddress);
        Assert.Equal(old.Version, now.Version.Version);
        Assert.False(await Table.InsertRow(Silo(1), now.Version.Next())); // it is there
        Assert.Equal(old.Version, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Of_all_that_join_at_once_exactly_one_does()
    {
        var other = (await Place.StartAsync()).Get<IMembershipTable>();
        for (var round = 0; round < 10; round++)
        {
            var next = (await Table.ReadAll()).Version.Next();
            var joins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Task.Run(() => (i % 2 == 0 ? Table : other).InsertRow(Silo((round * 8) + i + 1), next)))).Soon("eight silos");
            Assert.Single(joins, static joined => joined);
            Assert.Equal((next.Version, round + 1), ((await Table.ReadAll()).Version.Version, (await Table.ReadAll()).Members.Count));
        }
    }

    [Fact]
    public async Task A_silo_changes_by_the_newest_version_alone()
    {
        await JoinAsync(1);
        var stale = (await Table.ReadAll()).Version.Next();
        await JoinAsync(2);
        var suspected = Silo(1, SiloStatus.Dead);
        suspected.AddSuspector(Silo(2).SiloAddress, Noon.AddMinutes(1));
        Assert.False(await Table.UpdateRow(suspected, "", stale));
        Assert.Equal(SiloStatus.Active, (await FindAsync(1))!.Status);
        Assert.True(await Table.UpdateRow(suspected, "", (await Table.ReadAll()).Version.Next()));
        Assert.Equal(SiloStatus.Dead, (await FindAsync(1))!.Status);
        Assert.Equal((Silo(2).SiloAddress, Noon.AddMinutes(1)), Assert.Single((await FindAsync(1))!.SuspectTimes!).ToValueTuple());
        Assert.Equal(SiloStatus.Active, (await FindAsync(2))!.Status);
        Assert.False(await Table.UpdateRow(Silo(3), "", (await Table.ReadAll()).Version.Next())); // it never joined
    }

    [Fact]
    public async Task A_sign_of_life_is_no_change_of_the_table()
    {
        await JoinAsync(1);
        var version = (await Table.ReadAll()).Version;
        var silo = Silo(1);
        silo.IAmAliveTime = Noon.AddHours(1);
        await Table.UpdateIAmAlive(silo).Soon("a sign of life");
        Assert.Equal(Noon.AddHours(1), (await FindAsync(1))!.IAmAliveTime);
        Assert.Equal(version.Version, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Silos_that_are_long_gone_are_cleaned_away_and_no_others()
    {
        await JoinAsync(Silo(1, SiloStatus.Dead));
        await JoinAsync(Silo(2));
        var young = Silo(3, SiloStatus.Dead);
        young.IAmAliveTime = Noon.AddHours(2);
        await JoinAsync(young);
        await Table.CleanupDefunctSiloEntries(new DateTimeOffset(Noon.AddHours(1))).Soon("cleaning");
        Assert.Null(await FindAsync(1));
        Assert.Equal((SiloStatus.Active, SiloStatus.Dead), ((await FindAsync(2))!.Status, (await FindAsync(3))!.Status));
    }

    [Fact]
    public async Task A_cluster_is_deleted_by_its_name()
    {
        await JoinAsync(1);
        await Table.DeleteMembershipTableEntries("another");
        Assert.NotNull(await FindAsync(1));
        await Table.DeleteMembershipTableEntries("actors");
        await Table.InitializeMembershipTable(tryInitTableVersion: true);
        Assert.Empty((await Table.ReadAll()).Members);
    }

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_000 + number, 77),
        SiloName = $"小月 {number}",
        HostName = "host",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    private Task JoinAsync(int number) => JoinAsync(Silo(number));

    private async Task JoinAsync(MembershipEntry silo) =>
        Assert.True(await Table.InsertRow(silo, (await Table.ReadAll()).Version.Next()).Soon($"join of {silo.SiloName}"));

    private async Task<MembershipEntry?> FindAsync(int number) => (await Table.ReadAll()).Members.Select(static member => member.Item1)
        .SingleOrDefault(silo => silo.SiloAddress.Equals(Silo(number).SiloAddress));
}
