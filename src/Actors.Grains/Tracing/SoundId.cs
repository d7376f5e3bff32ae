namespace Actors.Tracing;

/// <summary>Ids that clients choose, on their way into logs and traces.</summary>
public static class SoundId
{
    private const int Longest = 64;

    /// <summary>The id, if it looks like one; null for what may be anything, also something that a user has written.</summary>
    public static string? Of(string? id)
    {
        if (id is null || id.Length is 0 or > Longest) return null;
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':')) return null;
        }
        return id;
    }
}
