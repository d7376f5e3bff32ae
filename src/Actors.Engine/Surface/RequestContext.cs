using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls: what a caller sets, the grains it calls see, and the grains that those call.
/// What a grain sets never travels back. The trace context (<see cref="System.Diagnostics.Activity.Current"/>) flows the same way.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The names that are set.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? [];

    /// <summary>The value of a name, or null.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow.</summary>
    public static void Set(string key, object value) =>
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Removes a value; true when there was one.</summary>
    public static bool Remove(string key)
    {
        var before = Values.Value;
        if (before is null || !before.ContainsKey(key)) return false;
        Values.Value = before.Remove(key);
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Values.Value = null;
}
