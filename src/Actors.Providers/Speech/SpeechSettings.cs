using System.ComponentModel.DataAnnotations;
using Actors.Chat;

namespace Actors.Speech;

/// <summary>Whose voice speaks.</summary>
public sealed class SpeechSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Speech";

    /// <summary><c>auto</c>: what is found at start; <c>espeak</c>, <c>openai</c> or <c>none</c>.</summary>
    [RegularExpression("^(auto|espeak|openai|none)$")]
    public string Engine { get; set; } = "auto";

    /// <summary>The endpoint of <c>openai</c>. Its form and prices have no meaning here.</summary>
    public ChatEndpoint Endpoint { get; } = new() { Attempts = 2, AtOnce = 16, MostWait = TimeSpan.FromSeconds(1) };

    /// <summary>The voice at the endpoint.</summary>
    [Required]
    public string Voice { get; set; } = "coral";

    /// <summary>How many espeak-ng processes there may be.</summary>
    [Range(1, 64)]
    public int Processes { get; set; } = 2;

    /// <summary>How many sentences may be spoken or wait for it; one more is refused at once, so that speech never becomes a queue.</summary>
    [Range(1, 100_000)]
    public int MostSentences { get; set; } = 32;

    /// <summary>How much work of the process may wait for a thread; with more, no sentence is begun: words on the screen would wait for words in the air.</summary>
    [Range(1, int.MaxValue)]
    public int MostPending { get; set; } = 64;

    /// <summary>How long a sentence may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:02:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a reply with its sound inside waits for the sound, before it goes without.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan InlineWait { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How much sound is kept for the next time.</summary>
    [Range(0, 1L << 40)]
    public long CacheBytes { get; set; } = 64 << 20;
}
