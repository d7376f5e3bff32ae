using System.Globalization;
using Orleans.Storage;

namespace Actors.Storage.GrainState;

/// <summary>A change of one state record that holds only if nobody else changed it: then the state gets its new version.</summary>
internal abstract class StateWrite<T>(string stateName, GrainId grain, IGrainState<T> state) : DbWrite
{
    /// <summary>The version after the write; null for none.</summary>
    protected abstract long? NewVersion { get; }

    protected long OldVersion { get; } = state.ETag is null ? 0 : long.Parse(state.ETag, CultureInfo.InvariantCulture);

    protected void BindKey(IDbBinder to)
    {
        to.Text(grain.Type.ToString());
        to.Text(grain.Key.ToString());
        to.Text(stateName);
    }

    protected sealed override Exception? Judge(int rows)
    {
        if (rows == 0) return new InconsistentStateException($"The state of {grain} was written by somebody else.", null, state.ETag);
        state.ETag = NewVersion?.ToString(CultureInfo.InvariantCulture);
        state.RecordExists = NewVersion is not null;
        return null;
    }
}

internal sealed class InsertState<T>(string stateName, GrainId grain, IGrainState<T> state, PooledUtf8 data) : StateWrite<T>(stateName, grain, state)
{
    public override string Sql => """
        insert into grain_state (grain_type, grain_key, state_name, data, etag) values ($1, $2, $3, $4, 1)
        on conflict (grain_type, grain_key, state_name) do nothing
        """;

    protected override long? NewVersion => 1;

    protected override void Ended() => data.Return();

    public override void Bind(IDbBinder to)
    {
        BindKey(to);
        to.Utf8(data.Memory);
    }
}

internal sealed class UpdateState<T>(string stateName, GrainId grain, IGrainState<T> state, PooledUtf8 data) : StateWrite<T>(stateName, grain, state)
{
    public override string Sql => """
        update grain_state set data = $1, etag = etag + 1
        where grain_type = $2 and grain_key = $3 and state_name = $4 and etag = $5
        """;

    protected override long? NewVersion => OldVersion + 1;

    protected override void Ended() => data.Return();

    public override void Bind(IDbBinder to)
    {
        to.Utf8(data.Memory);
        BindKey(to);
        to.Long(OldVersion);
    }
}

internal sealed class DeleteState<T>(string stateName, GrainId grain, IGrainState<T> state) : StateWrite<T>(stateName, grain, state)
{
    public override string Sql => """
        delete from grain_state where grain_type = $1 and grain_key = $2 and state_name = $3 and etag = $4
        """;

    protected override long? NewVersion => null;

    public override void Bind(IDbBinder to)
    {
        BindKey(to);
        to.Long(OldVersion);
    }
}
