using System.Buffers.Binary;
using System.Text;

namespace Actors.Storage.Sqlite;

/// <summary>
/// Writes as bytes, so that they can be made again: the statements once each, then per write its statement's index and its
/// parameters. Not thread-safe.
/// </summary>
internal sealed class RedoBatch : IDbBinder
{
    private enum Tag : byte
    {
        Null,
        Text,
        Long,
        Statement,
        EndOfWrite,
    }

    private readonly Dictionary<string, int> _statements = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <summary>What was added.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _length = 0;
        _statements.Clear();
    }

    /// <summary>Adds a write, with the parameters that it gives now.</summary>
    public void Add(DbWrite write)
    {
        if (!_statements.TryGetValue(write.Sql, out var index))
        {
            _statements[write.Sql] = index = _statements.Count;
            Put(Tag.Statement, Encoding.UTF8.GetByteCount(write.Sql));
            _length += Encoding.UTF8.GetBytes(write.Sql, Room(Encoding.UTF8.GetByteCount(write.Sql)));
        }
        write.Bind(this);
        Put(Tag.EndOfWrite, index);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Put(Tag.Null, 0);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Put(Tag.Text, length);
        _length += Encoding.UTF8.GetBytes(value, Room(length));
    }

    public void Utf8(ReadOnlyMemory<byte> value)
    {
        Put(Tag.Text, value.Length);
        value.Span.CopyTo(Room(value.Length));
        _length += value.Length;
    }

    public void Long(long value)
    {
        Put(Tag.Long, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        _length += sizeof(long);
    }

    /// <summary>The writes of a batch, in their order.</summary>
    public static IEnumerable<DbWrite> Read(ReadOnlyMemory<byte> bytes)
    {
        var statements = new List<string>();
        var values = new List<(Tag, ReadOnlyMemory<byte>)>();
        while (!bytes.IsEmpty)
        {
            var tag = (Tag)bytes.Span[0];
            var number = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[1..]);
            bytes = bytes[5..];
            if (tag == Tag.EndOfWrite)
            {
                yield return new Again(statements[number], [.. values]);
                values.Clear();
                continue;
            }
            var content = bytes[..number];
            if (tag == Tag.Statement) statements.Add(Encoding.UTF8.GetString(content.Span));
            else values.Add((tag, content));
            bytes = bytes[number..];
        }
    }

    private void Put(Tag tag, int number)
    {
        var room = Room(5);
        room[0] = (byte)tag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], number);
        _length += 5;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        return _bytes.AsSpan(_length);
    }

    private sealed class Again(string sql, (Tag Tag, ReadOnlyMemory<byte> Content)[] values) : DbWrite
    {
        public override string Sql => sql;

        public override void Bind(IDbBinder to)
        {
            foreach (var (tag, content) in values)
            {
                if (tag == Tag.Null) to.Text(null);
                else if (tag == Tag.Long) to.Long(BinaryPrimitives.ReadInt64LittleEndian(content.Span));
                else to.Utf8(content);
            }
        }
    }
}
