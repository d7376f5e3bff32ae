using System.Security.Cryptography;
using System.Text;

namespace Actors.Speech;

/// <summary>
/// What was spoken lately, by a hash of text, voice and mood. In memory only: her words are not kept on the disk in one more
/// place. The longest unused goes first when it is full. Thread-safe.
/// </summary>
internal sealed class SpeechCache(long mostBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>The key of a sentence.</summary>
    public static string KeyOf(string text, in Prosody prosody) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{prosody}\n{text}")));

    public bool TryGet(string key, out SpokenText spoken)
    {
        lock (_gate)
        {
            var isThere = _entries.TryGetValue(key, out var node);
            spoken = isThere ? node!.Value.Spoken : null!;
            if (!isThere) return false;
            _byUse.Remove(node!);
            _byUse.AddFirst(node!);
            return true;
        }
    }

    public void Add(string key, SpokenText spoken)
    {
        var size = Size(spoken);
        if (size > mostBytes) return;
        lock (_gate)
        {
            if (!_entries.TryAdd(key, new LinkedListNode<Entry>(new(key, spoken)))) return;
            _byUse.AddFirst(_entries[key]);
            _bytes += size;
            while (_bytes > mostBytes)
            {
                var oldest = _byUse.Last!;
                _byUse.RemoveLast();
                _entries.Remove(oldest.Value.Key);
                _bytes -= Size(oldest.Value.Spoken);
            }
        }
    }

    private static long Size(SpokenText spoken) => (spoken.Sound.Samples.LongLength * 2) + (spoken.Words.Count * 12) + 200;

    private sealed record Entry(string Key, SpokenText Spoken);
}
