using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Actors.Speech;

/// <summary>Libraries whose file names differ between systems, by the name that the code uses.</summary>
internal static class NativeNames
{
    private static readonly ConcurrentDictionary<string, nint> Handles = new(StringComparer.Ordinal);

    static NativeNames() => NativeLibrary.SetDllImportResolver(typeof(NativeNames).Assembly, static (name, _, _) => Handles.GetValueOrDefault(name));

    /// <summary>Makes a name stand for a library that is loaded.</summary>
    public static nint Resolve(string name, nint handle) => Handles[name] = handle;
}
