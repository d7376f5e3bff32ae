using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Storage;

public sealed class GrainStateOnPostgresTests(PostgresServer server) : GrainStateContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class GrainStateRecordOnPostgresTests(PostgresServer server) : GrainStateRecordContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class GrainStateConcurrencyOnPostgresTests(PostgresServer server) : GrainStateConcurrencyContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class TurnLogOnPostgresTests(PostgresServer server) : TurnLogContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class ReminderStoreOnPostgresTests(PostgresServer server) : ReminderStoreContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UsageLogOnPostgresTests(PostgresServer server) : UsageLogContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class MigrationOnPostgresTests(PostgresServer server) : MigrationContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

[Collection(typeof(AloneCollection))]
public sealed class GroupCommitOnPostgresTests(PostgresServer server) : GroupCommitContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class LearningOnPostgresTests(PostgresServer server) : LearningContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class NudgeOnPostgresTests(PostgresServer server) : NudgeContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class FirstReleaseOnPostgresTests(PostgresServer server) : FirstReleaseContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}
