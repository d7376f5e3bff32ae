using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Actors.Speech;

/// <summary>Sound: 16 bits, mono. Never changed after it was made.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Rate">Samples a second.</param>
public sealed record Pcm(short[] Samples, int Rate)
{
    private const int WavHeader = 44;

    /// <summary>How long it is, milliseconds.</summary>
    public int DurationMs => (int)(Samples.LongLength * 1000 / Rate);

    /// <summary>The sound of a WAV file, 16 bits, several channels mixed. Sizes in the header are not believed: programs that stream do not know them.</summary>
    public static Pcm FromWav(ReadOnlySpan<byte> wav)
    {
        if (wav.Length < WavHeader || !wav.StartsWith("RIFF"u8) || !wav[8..].StartsWith("WAVE"u8)) throw new InvalidDataException("This is not a WAV file.");
        var (rate, channels) = (0, 0);
        for (var at = 12; at + 8 <= wav.Length;)
        {
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(wav[(at + 4)..]), (uint)(wav.Length - at - 8));
            var body = wav.Slice(at + 8, size);
            if (wav[at..].StartsWith("fmt "u8) && size >= 16)
            {
                if (BinaryPrimitives.ReadInt16LittleEndian(body[14..]) != 16) throw new InvalidDataException("Only 16 bit sound is read.");
                (channels, rate) = (BinaryPrimitives.ReadInt16LittleEndian(body[2..]), BinaryPrimitives.ReadInt32LittleEndian(body[4..]));
            }
            if (wav[at..].StartsWith("data"u8) && rate is >= 8000 and <= 192_000 && channels is 1 or 2) return new(Mix(MemoryMarshal.Cast<byte, short>(body[..(size & ~1)]), channels), rate);
            at += 8 + size + (size & 1);
        }
        throw new InvalidDataException("This WAV file has no sound.");
    }

    /// <summary>The sound as a WAV file.</summary>
    public byte[] ToWav()
    {
        var wav = new byte[WavHeader + (Samples.Length * 2)];
        var to = wav.AsSpan();
        "RIFF"u8.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(to[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(to[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(to[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(to[28..], Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(to[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(to[34..], 16);
        "data"u8.CopyTo(to[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[40..], Samples.Length * 2);
        MemoryMarshal.AsBytes(Samples.AsSpan()).CopyTo(to[WavHeader..]);
        return wav;
    }

    /// <summary>The same sound at another rate, by straight lines between samples: speech, not music.</summary>
    public Pcm At(int rate)
    {
        if (rate == Rate || Samples.Length == 0) return this with { Rate = rate };
        var samples = new short[(int)(Samples.LongLength * rate / Rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var at = (double)i * Rate / rate;
            var (left, part) = ((int)at, at - (int)at);
            var right = Math.Min(left + 1, Samples.Length - 1);
            samples[i] = (short)((Samples[left] * (1 - part)) + (Samples[right] * part));
        }
        return new(samples, rate);
    }

    private static short[] Mix(ReadOnlySpan<short> samples, int channels)
    {
        if (channels == 1) return samples.ToArray();
        var mixed = new short[samples.Length / 2];
        for (var i = 0; i < mixed.Length; i++) mixed[i] = (short)((samples[2 * i] + samples[(2 * i) + 1]) / 2);
        return mixed;
    }
}
