using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.Postgres;

/// <summary>Adds typed, positional parameters to a command.</summary>
internal sealed class PostgresBinder : IDbBinder
{
    private NpgsqlBatchCommand _command = null!;

    public void Into(NpgsqlBatchCommand command) => _command = command;

    public void Text(string? value) => _command.Parameters.Add(value is null
        ? new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = DBNull.Value }
        : new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = value });

    public void Utf8(ReadOnlyMemory<byte> value) =>
        _command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = value });

    public void Long(long value) => _command.Parameters.Add(new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint, TypedValue = value });
}
