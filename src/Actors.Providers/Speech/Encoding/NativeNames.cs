using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Actors.Speech;

/// <summary>Libraries whose file names differ between systems, by the name that the code uses.</summary>
internal static class NativeNames
{
    private static readonly ConcurrentDictionary<string, nint> Handles = new(StringComparer.Ordinal);

    static NativeNames() => NativeLibrary.SetDllImportResolver(typeof(NativeNames).Assembly, static (name, _, _) => Handles.GetValueOrDefault(name));

    /// <summary>Loads the first of these files that is there and makes the name stand for it; 0 when none is.</summary>
    public static nint Load(string name, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, out var handle)) return Handles[name] = handle;
        }
        return 0;
    }
}
