using System.Runtime.InteropServices;

namespace Actors.Speech;

/// <summary>Opus in an Ogg file by libopusenc (BSD). The library is used as opusenc.h of 0.2 describes it.</summary>
internal static unsafe partial class OggOpus
{
    private const string Library = "opusenc";
    private const int SetBitrate = 4002;
    private const int BitsASecond = 24_000;
    private const int Rate = 24_000; // Opus knows 8, 12, 16, 24 and 48 kHz
    private static readonly nint Handle = NativeNames.Load(Library, "libopusenc.so.0", "libopusenc.0.dylib", "libopusenc.dll");

    public static bool IsAvailable => Handle != 0;

    public static byte[] Encode(Pcm sound)
    {
        var samples = sound.At(Rate).Samples;
        using var packed = new MemoryStream(samples.Length / 8);
        var self = GCHandle.Alloc(packed);
        var comments = ope_comments_create();
        try
        {
            var callbacks = new Callbacks { Write = &Write, Close = &Close };
            int error;
            var encoder = ope_encoder_create_callbacks(&callbacks, (void*)GCHandle.ToIntPtr(self), comments, Rate, 1, 0, &error);
            if (encoder == 0) throw new InvalidOperationException($"libopusenc failed with {error}.");
            try
            {
                if ((error = ope_encoder_ctl(encoder, SetBitrate, BitsASecond)) != 0 || (error = ope_encoder_write(encoder, samples, samples.Length)) != 0
                    || (error = ope_encoder_drain(encoder)) != 0) throw new InvalidOperationException($"libopusenc failed with {error}.");
            }
            finally
            {
                ope_encoder_destroy(encoder);
            }
            return packed.ToArray();
        }
        finally
        {
            ope_comments_destroy(comments);
            self.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static int Write(void* stream, byte* bytes, int count)
    {
        ((MemoryStream)GCHandle.FromIntPtr((nint)stream).Target!).Write(new ReadOnlySpan<byte>(bytes, count));
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Close(void* stream) => 0;

    [LibraryImport(Library)]
    private static partial nint ope_comments_create();

    [LibraryImport(Library)]
    private static partial void ope_comments_destroy(nint comments);

    [LibraryImport(Library)]
    private static partial nint ope_encoder_create_callbacks(Callbacks* callbacks, void* stream, nint comments, int rate, int channels, int family, int* error);

    // Variadic in C; on x64 and on arm64 Linux a first variadic int is passed like any other.
    [LibraryImport(Library)]
    private static partial int ope_encoder_ctl(nint encoder, int request, int value);

    [LibraryImport(Library)]
    private static partial int ope_encoder_write(nint encoder, ReadOnlySpan<short> samples, int perChannel);

    [LibraryImport(Library)]
    private static partial int ope_encoder_drain(nint encoder);

    [LibraryImport(Library)]
    private static partial void ope_encoder_destroy(nint encoder);

    [StructLayout(LayoutKind.Sequential)]
    private struct Callbacks
    {
        public delegate* unmanaged<void*, byte*, int, int> Write;
        public delegate* unmanaged<void*, int> Close;
    }
}
