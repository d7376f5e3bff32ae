using Actors.Tests.Contracts;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

public sealed class LockOnPostgresTests(PostgresServer server) : LockContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class ResetCodeOnPostgresTests(PostgresServer server) : ResetCodeContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserErasureOnPostgresTests(PostgresServer server) : UserErasureContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserAccessOnPostgresTests(PostgresServer server) : UserAccessContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}

public sealed class UserQuotaOnPostgresTests(PostgresServer server) : UserQuotaContract
{
    protected override Task<StoragePlace> NewPlaceAsync() => PostgresPlace.NewAsync(server);
}
