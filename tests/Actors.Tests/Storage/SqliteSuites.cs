using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Storage;

public sealed class GrainStateOnSqliteTests : GrainStateContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class GrainStateRecordOnSqliteTests : GrainStateRecordContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class GrainStateConcurrencyOnSqliteTests : GrainStateConcurrencyContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class TurnLogOnSqliteTests : TurnLogContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class ReminderStoreOnSqliteTests : ReminderStoreContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class UsageLogOnSqliteTests : UsageLogContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class MigrationOnSqliteTests : MigrationContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

[Collection(typeof(AloneCollection))]
public sealed class GroupCommitOnSqliteTests : GroupCommitContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class LearningOnSqliteTests : LearningContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class NudgeOnSqliteTests : NudgeContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class FirstReleaseOnSqliteTests : FirstReleaseContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}
