using Actors.Speech;

namespace Actors.Tutor;

/// <summary>Speaks the turns of one session and counts it for the user: a sentence of a turn once, whoever hears it.</summary>
internal sealed class TurnVoice(Speaker speaker, SpeechQuota quota, string session)
{
    private const int MostSentences = 1000;

    private readonly string _userId = TutorSessionKey.FromGrainKey(session).UserId;

    /// <summary>How long a reply waits for its sound.</summary>
    public TimeSpan InlineWait => speaker.InlineWait;

    /// <summary>A whole reply.</summary>
    public Task<PackedSpeech?> SpeakAsync(long turn, string text, Prosody prosody, AudioFormat format, CancellationToken cancellationToken) =>
        CountAsync((turn * MostSentences) + MostSentences - 1, () => speaker.SpeakAsync(text, prosody, format, cancellationToken));

    /// <summary>A sentence of a reply.</summary>
    public Task<PackedSpeech?> SpeakSentenceAsync(long turn, int number, string text, Prosody prosody, AudioFormat format, CancellationToken cancellationToken) =>
        CountAsync((turn * MostSentences) + Math.Min(number, MostSentences - 2), () => speaker.SpeakSentenceAsync(text, prosody, format, cancellationToken));

    private async Task<PackedSpeech?> CountAsync(long number, Func<Task<PackedSpeech?>> speak)
    {
        if (quota.IsExhausted(_userId)) throw new SpeechException(SpeechException.QuotaExceeded);
        var spoken = await speak().ConfigureAwait(false);
        if (spoken is not null) quota.Debit(_userId, $"speech:{session}", number, spoken.DurationMs);
        return spoken;
    }
}
