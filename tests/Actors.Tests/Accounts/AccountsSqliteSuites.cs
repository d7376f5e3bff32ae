using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

public sealed class LockOnSqliteTests : LockContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class ResetCodeOnSqliteTests : ResetCodeContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class UserErasureOnSqliteTests : UserErasureContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class UserAccessOnSqliteTests : UserAccessContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}

public sealed class UserQuotaOnSqliteTests : UserQuotaContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => Task.FromResult<StoragePlace>(new SqliteFolder());
}
