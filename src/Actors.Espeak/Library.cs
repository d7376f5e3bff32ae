using System.Runtime.InteropServices;

namespace Actors.Espeak;

/// <summary>The part of libespeak-ng's interface (speak_lib.h, version 1.51) that is used here.</summary>
internal static unsafe partial class Library
{
    private const string Name = "espeak-ng";

    private static readonly string[] Files = ["libespeak-ng.so.1", "libespeak-ng.1.dylib", "libespeak-ng.dylib", "libespeak-ng.dll"];

    /// <summary>Sound is handed to the callback, in the call that asked for it.</summary>
    public const int Synchronous = 2;

    /// <summary>A missing voice is an error code, not an exit.</summary>
    public const int DoNotExit = 0x8000;

    public const uint Utf8 = 1;

    public const int WordEvent = 1;

    static Library() => NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, static (_, assembly, path) =>
        Files.Select(file => NativeLibrary.TryLoad(file, assembly, path, out var handle) ? handle : 0).FirstOrDefault(static handle => handle != 0));

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int espeak_Initialize(int output, int bufferMs, string? path, int options);

    [LibraryImport(Name)]
    public static partial void espeak_SetSynthCallback(delegate* unmanaged<short*, int, Event*, int> callback);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int espeak_SetVoiceByName(string name);

    [LibraryImport(Name)]
    public static partial int espeak_SetParameter(Parameter parameter, int value, int relative);

    [LibraryImport(Name)]
    public static partial int espeak_Synth(byte* text, nuint size, uint position, int positionType, uint endPosition, uint flags, uint* id, void* userData);

    [LibraryImport(Name)]
    public static partial byte* espeak_Info(byte** path);

    /// <summary>What can be set of a voice.</summary>
    public enum Parameter
    {
        Rate = 1,
        Volume = 2,
        Pitch = 3,
        Range = 4,
    }

    /// <summary>Something that happens in the sound.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Event
    {
        public int Type;
        public uint Id;
        public int TextPosition;
        public int Length;
        public int AudioPosition;
        public int Sample;
        public void* UserData;
        public void* Name;
    }
}
