using System.Runtime.InteropServices;

namespace Actors.Speech;

/// <summary>MP3 by libmp3lame (LGPL, a package of every Linux). The library is used as lame.h of 3.100 describes it.</summary>
internal static partial class Mp3
{
    private const string Library = "mp3lame";
    private const int Mono = 3;
    private const int KilobitsASecond = 48;
    private const int Quality = 5;
    private static readonly nint Handle = NativeNames.Load(Library, "libmp3lame.so.0", "libmp3lame.0.dylib", "libmp3lame.dll");

    public static bool IsAvailable => Handle != 0;

    public static byte[] Encode(Pcm sound)
    {
        var lame = lame_init();
        try
        {
            if (lame_set_in_samplerate(lame, sound.Rate) != 0 || lame_set_num_channels(lame, 1) != 0 || lame_set_mode(lame, Mono) != 0 || lame_set_brate(lame, KilobitsASecond) != 0
                || lame_set_quality(lame, Quality) != 0 || lame_init_params(lame) < 0) throw new InvalidOperationException("libmp3lame refuses its settings.");
            // The largest that it may need, by lame.h.
            var packed = new byte[(sound.Samples.Length * 5 / 4) + 7200];
            var length = lame_encode_buffer(lame, sound.Samples, sound.Samples, sound.Samples.Length, packed, packed.Length);
            if (length >= 0) length += lame_encode_flush(lame, packed.AsSpan(length), packed.Length - length);
            return length > 0 ? packed[..length] : throw new InvalidOperationException($"libmp3lame failed with {length}.");
        }
        finally
        {
            _ = lame_close(lame);
        }
    }

    [LibraryImport(Library)]
    private static partial nint lame_init();

    [LibraryImport(Library)]
    private static partial int lame_set_in_samplerate(nint lame, int rate);

    [LibraryImport(Library)]
    private static partial int lame_set_num_channels(nint lame, int channels);

    [LibraryImport(Library)]
    private static partial int lame_set_mode(nint lame, int mode);

    [LibraryImport(Library)]
    private static partial int lame_set_brate(nint lame, int kilobits);

    [LibraryImport(Library)]
    private static partial int lame_set_quality(nint lame, int quality);

    [LibraryImport(Library)]
    private static partial int lame_init_params(nint lame);

    [LibraryImport(Library)]
    private static partial int lame_encode_buffer(nint lame, ReadOnlySpan<short> left, ReadOnlySpan<short> right, int samples, Span<byte> mp3, int size);

    [LibraryImport(Library)]
    private static partial int lame_encode_flush(nint lame, Span<byte> mp3, int size);

    [LibraryImport(Library)]
    private static partial int lame_close(nint lame);
}
