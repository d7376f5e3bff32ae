using System.Buffers.Binary;
using Actors.Speech;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Speech;

/// <summary>Sound as data.</summary>
public sealed class SoundTests
{
    private static readonly Pcm Tone = new([.. Enumerable.Range(0, 22050).Select(static n => (short)(8000 * Math.Sin(n * 2 * Math.PI * 440 / 22050)))], 22050);

    [Fact]
    public void A_WAV_file_comes_back_as_it_was()
    {
        var again = Pcm.FromWav(Tone.ToWav());
        Assert.Equal(Tone.Rate, again.Rate);
        Assert.Equal(Tone.Samples, again.Samples);
        Assert.Equal(1000, again.DurationMs);
    }

    [Fact]
    public void Sizes_that_a_streaming_program_invents_are_not_believed()
    {
        var wav = Tone.ToWav();
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(4), 0xFFFF_FFFF);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), 0x7FFF_F000);
        Assert.Equal(Tone.Samples, Pcm.FromWav(wav).Samples);
    }

    [Fact]
    public void What_is_no_WAV_file_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Pcm.FromWav("not found"u8));
        var random = Seeds.Random(72);
        for (var n = 0; n < 500; n++)
        {
            var wav = Tone.ToWav()[..random.Next(44, 400)];
            for (var k = 0; k < 4; k++) wav[random.Next(wav.Length)] = (byte)random.Next(256);
            try
            {
                Assert.True(Pcm.FromWav(wav).Samples.Length < 200);
            }
            catch (InvalidDataException)
            {
                // Refused: nothing else may come of it.
            }
        }
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(24000)]
    [InlineData(48000)]
    public void At_another_rate_it_is_as_long_and_sounds_the_same(int rate)
    {
        var other = Tone.At(rate);
        Assert.Equal(1000, other.DurationMs);
        Assert.InRange(Crossings(other), 870, 890);
    }

    [Theory]
    [InlineData(AudioFormat.Wav, "RIFF")]
    [InlineData(AudioFormat.Mp3, "\u00ff")]
    [InlineData(AudioFormat.Opus, "OggS")]
    public void It_can_be_packed(AudioFormat format, string begins)
    {
        Needs.Format(format);
        var packed = AudioEncoder.Encode(Tone, format);
        Assert.Equal(begins, string.Concat(packed.Take(begins.Length).Select(static b => (char)b)));
        if (format != AudioFormat.Wav) Assert.InRange(packed.Length, 1500, Tone.Samples.Length / 2);
        Assert.Equal(format, AudioEncoder.Of(AudioEncoder.NameOf(format)));
    }

    [Fact]
    public void Encoders_work_beside_each_other()
    {
        Needs.Format(AudioFormat.Mp3);
        var one = AudioEncoder.Encode(Tone, AudioFormat.Mp3);
        Parallel.For(0, 16, _ => Assert.Equal(one, AudioEncoder.Encode(Tone, AudioFormat.Mp3)));
    }

    [Fact]
    public void An_unknown_format_is_WAV() => Assert.Equal(AudioFormat.Wav, AudioEncoder.Of("flac"));

    [Fact]
    public void Joined_texts_keep_their_words_in_place()
    {
        var joined = SpokenText.Join([(0, new(Tone, [new(0, 2, 10)])), (5, new(Tone.At(24000), [new(1, 1, 20)]))], TimeSpan.FromMilliseconds(100));
        Assert.Equal([new SpokenWord(0, 2, 10), new SpokenWord(6, 1, 1120)], joined.Words);
        Assert.Equal((2100, 22050), (joined.Sound.DurationMs, joined.Sound.Rate));
    }

    [Fact]
    public void Every_mood_sounds_different()
    {
        var all = Enum.GetValues<TutorEmotion>().Select(static emotion => Prosody.Of(emotion, 0)).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        for (var level = 1; level <= SulkingRules.Highest; level++)
        {
            var (before, after) = (Prosody.Of(TutorEmotion.Sulking, level - 1), Prosody.Of(TutorEmotion.Sulking, level));
            Assert.True(after.Rate < before.Rate && after.Range < before.Range && after.Volume < before.Volume);
        }
    }

    [Fact]
    public void What_was_spoken_is_kept_up_to_a_size_the_latest_used_longest()
    {
        var cache = new SpeechCache(3 * ((Tone.Samples.Length * 2) + 200));
        foreach (var key in (string[])["a", "b", "c"]) cache.Add(key, new(Tone, []));
        Assert.True(cache.TryGet("a", out _));
        cache.Add("d", new(Tone, []));
        Assert.Equal([true, false, true, true], ((string[])["a", "b", "c", "d"]).Select(key => cache.TryGet(key, out _)));
        Assert.NotEqual(SpeechCache.KeyOf("好", Prosody.Neutral), SpeechCache.KeyOf("好", Prosody.Of(TutorEmotion.Sad, 0)));
    }

    private static int Crossings(Pcm sound) => sound.Samples.Zip(sound.Samples.Skip(1)).Count(static pair => pair.First < 0 != pair.Second < 0);
}
