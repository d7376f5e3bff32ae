using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Actors.Espeak;

/// <summary>The one synthesizer of the process. Not thread-safe, as the library is not.</summary>
internal static unsafe class Synthesizer
{
    private static readonly List<short> Samples = [];
    private static readonly List<(int Position, int Ms)> Words = [];

    /// <summary>Loads the library. The rate is in samples a second; negative when it could not begin.</summary>
    public static int Open()
    {
        var rate = Library.espeak_Initialize(Library.Synchronous, 0, null, Library.DoNotExit);
        if (rate > 0) Library.espeak_SetSynthCallback(&Take);
        return rate;
    }

    /// <summary>The library's version.</summary>
    public static string Version
    {
        get
        {
            byte* path;
            return Marshal.PtrToStringUTF8((nint)Library.espeak_Info(&path)) ?? "";
        }
    }

    /// <summary>Speaks a line; the sound and its words are valid until the next call. False when there is no such voice.</summary>
    public static bool Speak(in Line line, out List<short> samples, out List<(int Position, int Ms)> words)
    {
        (samples, words) = (Samples, Words);
        Samples.Clear();
        Words.Clear();
        // Set before every line: after some texts the library goes on with another voice.
        if (Library.espeak_SetVoiceByName(line.Voice) != 0) return false;
        if (!Set(Library.Parameter.Rate, line.Rate) || !Set(Library.Parameter.Pitch, line.Pitch)
            || !Set(Library.Parameter.Range, line.Range) || !Set(Library.Parameter.Volume, line.Volume)) return false;
        var text = Encoding.UTF8.GetBytes(line.Text + '\0');
        fixed (byte* first = text) return Library.espeak_Synth(first, (nuint)text.Length, 0, 1, 0, Library.Utf8, null, null) == 0;
    }

    private static bool Set(Library.Parameter parameter, int value) => Library.espeak_SetParameter(parameter, value, relative: 0) == 0;

    [UnmanagedCallersOnly]
    private static int Take(short* wave, int count, Library.Event* happened)
    {
        for (; happened->Type != 0; happened++)
        {
            if (happened->Type == Library.WordEvent) Words.Add((happened->TextPosition - 1, happened->AudioPosition));
        }
        if (wave != null) Samples.AddRange(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef<short>(wave), count));
        return 0;
    }
}
