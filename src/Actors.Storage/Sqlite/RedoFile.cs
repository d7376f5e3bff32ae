using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Actors.Storage.Sqlite;

/// <summary>
/// Batches of writes that are durable before the database file has them. A generation of records begins with each commit of
/// the database, which knows its number: records of another generation are in the database already, and are written over.
/// Not thread-safe.
/// </summary>
/// <remarks>
/// A record begins on a page of its own, so that none that was acknowledged shares a sector with one that is being written:
/// magic number and length (4 bytes each), generation, number within it, checksum (8 each), then the batch.
/// </remarks>
internal sealed class RedoFile : IDisposable
{
    private const int Page = 4096;
    private const int Header = 32;
    private const int MaxLength = 1 << 30;
    private const uint Magic = 0x4F444552; // REDO

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private byte[] _buffer = new byte[16 * Page];
    private long _generation, _number;

    /// <summary>Opens or makes the file; <see cref="Restart"/> must follow.</summary>
    public RedoFile(string path)
    {
        _path = path;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
    }

    /// <summary>Where the next record goes: how much this generation has.</summary>
    public long Length { get; private set; }

    /// <summary>Finds the end of a generation. A damaged record before a sound one is a <see cref="StorageException"/>; at the end it was never acknowledged.</summary>
    public void Restart(long generation)
    {
        Begin(generation);
        while (TryRead(Length, _number, out var batch))
        {
            Length += Extent(batch.Length);
            _number++;
        }
        var end = RandomAccess.GetLength(_file);
        for (var at = Length + Page; at < end; at += Page)
        {
            if (TryRead(at, null, out _)) throw new StorageException(StorageProblem.Corrupt, $"The file {_path} is damaged. Restore a backup of the folder.");
        }
    }

    /// <summary>Begins a generation.</summary>
    public void Begin(long generation)
    {
        (_generation, _number, Length) = (generation, 0, 0);
    }

    /// <summary>Adds a batch; it is durable when this returns. After a failure the next batch takes its place.</summary>
    public void Append(ReadOnlySpan<byte> batch)
    {
        var extent = Extent(batch.Length);
        if (_buffer.Length < extent) _buffer = new byte[extent];
        var record = _buffer.AsSpan(0, extent);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], batch.Length);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], _generation);
        BinaryPrimitives.WriteInt64LittleEndian(record[16..], _number);
        BinaryPrimitives.WriteUInt64LittleEndian(record[24..], Checksum(record[..24], batch));
        batch.CopyTo(record[Header..]);
        record[(Header + batch.Length)..].Clear();
        RandomAccess.Write(_file, record, Length);
        RandomAccess.FlushToDisk(_file);
        Length += extent;
        _number++;
    }

    /// <summary>The batches of this generation.</summary>
    public IEnumerable<byte[]> Read()
    {
        long at = 0;
        for (long number = 0; number < _number; number++)
        {
            if (!TryRead(at, number, out var batch)) throw new StorageException(StorageProblem.Corrupt, $"The file {_path} cannot be read again.");
            yield return batch;
            at += Extent(batch.Length);
        }
    }

    public void Dispose() => _file.Dispose();

    private static int Extent(int length) => (Header + length + Page - 1) / Page * Page;

    /// <summary>Reads a record of this generation, of any number if none is given.</summary>
    private bool TryRead(long at, long? number, out byte[] batch)
    {
        batch = [];
        Span<byte> header = stackalloc byte[Header];
        if (RandomAccess.Read(_file, header, at) < Header || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (BinaryPrimitives.ReadInt64LittleEndian(header[8..]) != _generation || length is < 0 or > MaxLength) return false;
        if (number is { } expected && BinaryPrimitives.ReadInt64LittleEndian(header[16..]) != expected) return false;
        if (at + Header + length > RandomAccess.GetLength(_file)) return false;
        batch = new byte[length];
        return RandomAccess.Read(_file, batch, at + Header) == length
            && BinaryPrimitives.ReadUInt64LittleEndian(header[24..]) == Checksum(header[..24], batch);
    }

    /// <summary>CRC-32C of both parts, in two lanes so that it has 64 bits.</summary>
    private static ulong Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> batch)
    {
        uint even = 0, odd = uint.MaxValue;
        Add(header, ref even, ref odd);
        Add(batch, ref even, ref odd);
        return ((ulong)odd << 32) | even;
    }

    private static void Add(ReadOnlySpan<byte> bytes, ref uint even, ref uint odd)
    {
        while (bytes.Length >= 16)
        {
            even = BitOperations.Crc32C(even, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            odd = BitOperations.Crc32C(odd, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            bytes = bytes[16..];
        }
        foreach (var rest in bytes) even = BitOperations.Crc32C(even, rest);
    }
}
