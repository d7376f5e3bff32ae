using System.Text;
using Actors.Silo.Import;
using Actors.Tests.Contracts;
using Actors.Tests.Harness;
using Actors.Tests.House;

namespace Actors.Tests.Orleans;

public sealed class GrainStateOnOrleansTests(PostgresServer server) : GrainStateContract
{
    /// <summary>Orleans' relational storage says it in words alone.</summary>
    protected override bool TellsEtags => false;

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    [Fact(Skip = "Orleans' relational storage does not keep a grain's type: states have names of their own, see SerializerTests.")]
    public override Task Grains_of_a_key_are_apart_even_if_their_states_have_one_name() =>
        base.Grains_of_a_key_are_apart_even_if_their_states_have_one_name();
}

public sealed class GrainStateRecordOnOrleansTests(PostgresServer server) : GrainStateRecordContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    protected override Task InsertAsync(string key, string json) => Place.RunAsync(
        """
        insert into orleansstorage (serviceid, graintypestring, grainidextensionstring, grainidn0, grainidn1, payloadbinary, modifiedon, version)
        values ('actors', 'state', @key, 0, 0, convert_to(@json, 'UTF8'), now(), 3)
        """,
        new { key, json });
}

public sealed class GrainStateConcurrencyOnOrleansTests(PostgresServer server) : GrainStateConcurrencyContract
{
    protected override string Versions => "select version from orleansstorage where grainidextensionstring like 'grain %'";

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    [Fact(Skip = "The writer that keeps this order is not on the way of Orleans' states.")]
    public override Task Writes_of_one_caller_are_applied_in_its_order() => base.Writes_of_one_caller_are_applied_in_its_order();
}

public sealed class LearningOnOrleansTests(PostgresServer server) : LearningContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class NudgeOnOrleansTests(PostgresServer server) : NudgeContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class FirstReleaseOnOrleansTests(PostgresServer server) : FirstReleaseContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);

    /// <summary>As the import does it.</summary>
    protected override async Task KeepAsync(string grainType, string name)
    {
        await using var program = await Place.StartAsync();
        var json = Encoding.UTF8.GetBytes(Repository.Read($"tests/Actors.Tests/FirstRelease/{name}.json"));
        await program.States.WriteStateAsync(name, GrainId.Create(grainType, User), new GrainState<RawState>(new RawState { Json = json }));
    }
}

public sealed class LockOnOrleansTests(PostgresServer server) : LockContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class ResetCodeOnOrleansTests(PostgresServer server) : ResetCodeContract
{
    protected override string States => "select convert_from(payloadbinary, 'UTF8') from orleansstorage";

    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserErasureOnOrleansTests(PostgresServer server) : UserErasureContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserAccessOnOrleansTests(PostgresServer server) : UserAccessContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserQuotaOnOrleansTests(PostgresServer server) : UserQuotaContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}
