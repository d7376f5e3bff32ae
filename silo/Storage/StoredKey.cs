namespace Actors.Silo.Storage;

/// <summary>
/// The key under which Orleans' relational provider keeps a grain. It reads keys as GUIDs or hexadecimal numbers where it can, so that
/// "a", "A" and "0a" would be one row. What would not come out of that as it was is marked, and stays a text; GUIDs as we write them
/// stay two numbers.
/// </summary>
internal static class StoredKey
{
    private const char Mark = '=';

    public static GrainId Of(GrainId grain)
    {
        var key = grain.Key.ToString()!;
        if (grain.TryGetGuidKey(out var guid, out _) && guid.ToString("N") == key) return grain;
        var isMarked = key.StartsWith(Mark) || grain.TryGetGuidKey(out _, out _) || grain.TryGetIntegerKey(out _, out _);
        return isMarked ? GrainId.Create(grain.Type, IdSpan.Create(Mark + key)) : grain;
    }
}
