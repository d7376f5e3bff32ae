using Actors.Chat;
using Actors.Language;
using Actors.Speech;
using Actors.Tests.Harness;
using Actors.Tests.Offline;
using Actors.Tutor;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Speech;

/// <summary>What must hold of every engine.</summary>
public abstract class VoiceContract : IAsyncLifetime
{
    private SpeechEngines _engines = null!;

    protected Speaker Speaker { get; private set; } = null!;

    protected SpeechSettings Settings { get; } = new() { CacheBytes = 0, MostSentences = 200, MostPending = int.MaxValue };

    protected abstract string Sentence { get; }

    protected abstract string Other { get; }

    public virtual async ValueTask InitializeAsync()
    {
        var options = Options.Create(Settings);
        _engines = new SpeechEngines(options, new Transcriber(Pupil.Tutor.Lexicon), new NoUsage(), TimeProvider.System, NullLoggerFactory.Instance);
        await _engines.StartAsync(default).Soon("engines");
        Speaker = new Speaker(_engines, options, TimeProvider.System, NullLogger<Speaker>.Instance);
        Needs.Have(Speaker.IsOn, "espeak-ng is not installed");
        CheckEngines(_engines);
    }

    public virtual ValueTask DisposeAsync()
    {
        _engines.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_sentence_becomes_sound()
    {
        var spoken = await SpeakAsync(Sentence);
        Assert.InRange(spoken.Sound.DurationMs, 400, 8000);
        Assert.True(Loudness(spoken.Sound) > 200, "It is silent.");
    }

    [Fact]
    public async Task Two_sentences_are_longer_than_one()
    {
        var (one, both) = (await SpeakAsync(Sentence), await SpeakAsync($"{Sentence}\n{Other}"));
        Assert.True(both.Sound.DurationMs > one.Sound.DurationMs + 300);
    }

    [Fact]
    public async Task Words_are_told_in_order_and_in_their_place()
    {
        var text = $"**{Sentence}**😀\n{Other}";
        var spoken = await SpeakAsync(text);
        Assert.Equal(spoken.Words.OrderBy(static word => word.AtMs), spoken.Words);
        Assert.All(spoken.Words, word => Assert.True(word.Length > 0 && word.Start + word.Length <= text.Length && word.AtMs < spoken.Sound.DurationMs));
        Assert.All(spoken.Words, word => Assert.True(char.IsLetterOrDigit(text[word.Start]), $"'{text[word.Start]}' is no word"));
    }

    [Fact]
    public async Task A_text_of_many_sentences_takes_few_places()
    {
        Settings.MostSentences = 4;
        var spoken = await SpeakAsync(string.Join('\n', Enumerable.Range(0, 30).Select(n => $"{Other} {n}")));
        Assert.True(spoken.Sound.DurationMs > 15_000);
    }

    [Fact]
    public async Task Nothing_to_say_is_no_sound() => Assert.Null(await Speaker.SpeakAllAsync("（笑）😀 ……", Prosody.Neutral, default));

    [Fact]
    public async Task Many_at_once_are_all_spoken()
    {
        var spoken = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Speaker.SpeakAllAsync($"{Sentence} {n}", Prosody.Neutral, default))).Soon("twenty sentences");
        Assert.All(spoken, static one => Assert.True(one!.Sound.DurationMs > 400));
    }

    internal virtual void CheckEngines(SpeechEngines engines)
    {
    }

    protected async Task<SpokenText> SpeakAsync(string text, Prosody? prosody = null) => (await Speaker.SpeakAllAsync(text, prosody ?? Prosody.Neutral, default).Soon("speech"))!;

    protected static double Loudness(Pcm sound) => Math.Sqrt(sound.Samples.Average(static sample => (double)sample * sample));

    private sealed class NoUsage : IUsageLog
    {
        public Task AddAsync(ChatUsage usage) => Task.CompletedTask;

        public Task<IReadOnlyList<ChatUsage>> OfUserAsync(string userId, long fromDay) => Task.FromResult<IReadOnlyList<ChatUsage>>([]);

        public Task<long> AnonymiseAsync(string userId) => Task.FromResult(0L);
    }
}

/// <summary>espeak-ng, in the languages that it speaks here.</summary>
public abstract class EspeakContract(string sentence, string other) : VoiceContract
{
    protected override string Sentence => sentence;

    protected override string Other => other;

    [Fact]
    public async Task Moods_change_speed_and_loudness()
    {
        var calm = await SpeakAsync(Sentence);
        var (excited, sad) = (await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Excited, 0)), await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Sad, 0)));
        Assert.True(excited.Sound.DurationMs < calm.Sound.DurationMs && calm.Sound.DurationMs < sad.Sound.DurationMs);
        Assert.True(Loudness(excited.Sound) > Loudness(sad.Sound));
        var cold = await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Sulking, SulkingRules.Highest));
        Assert.True(Loudness(cold.Sound) < Loudness(calm.Sound));
    }

    [Fact]
    public async Task Every_word_has_a_time() => Assert.True((await SpeakAsync(Sentence)).Words.Count >= 2);
}

public sealed class ChineseVoiceTests() : EspeakContract("我们去银行。", "师兄喝三杯茶。")
{
    [Fact]
    public async Task A_sentence_that_is_given_up_costs_no_other()
    {
        using var impatient = new CancellationTokenSource();
        var speaking = Speaker.SpeakAllAsync(string.Concat(Enumerable.Repeat("我们去银行", 60)), Prosody.Neutral, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking);
        for (var n = 0; n < 3; n++) Assert.True((await SpeakAsync(Sentence)).Sound.DurationMs > 400);
    }

    [Fact]
    public async Task A_sentence_too_many_is_refused_at_once()
    {
        Settings.MostSentences = 2;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n => await Record.ExceptionAsync(() => Speaker.SpeakSentenceAsync($"我们去银行{n}", Prosody.Neutral, default)))).Soon("twenty sentences");
        Assert.Contains(outcomes, static outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), static failure => Assert.Equal(SpeechException.Busy, ((SpeechException)failure).Code));
        Assert.InRange(outcomes.OfType<Exception>().Count(), 1, 18);
    }
}

public sealed class VietnameseVoiceTests() : EspeakContract("Xin chào sư huynh.", "Uống chén trà nhé.");

public sealed class ArabicVoiceTests() : EspeakContract("مرحبا يا أخي", "أهلا وسهلا");

public sealed class EnglishVoiceTests : VoiceContract
{
    protected override string Sentence => "Good morning, elder brother.";

    protected override string Other => "Would you like some tea?";

    internal override void CheckEngines(SpeechEngines engines) => Needs.Have(engines.For("en") is FliteClient, "flite is not installed");

    [Fact]
    public async Task Moods_change_speed() =>
        Assert.True((await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Excited, 0))).Sound.DurationMs < (await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Sad, 0))).Sound.DurationMs);
}

/// <summary>An endpoint that speaks OpenAI's protocol.</summary>
public sealed class EndpointVoiceTests : VoiceContract
{
    private ModelServer _server = null!;

    protected override string Sentence => "师兄好！";

    protected override string Other => "你来了。";

    public override async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync(ModelServer.Speaks());
        Settings.Engine = "openai";
        Settings.Endpoint.Url = new Uri(_server.Url);
        Settings.Endpoint.Key = "key-of-voice";
        Settings.Endpoint.Model = "voice-1";
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_request_is_that_of_the_protocol()
    {
        await SpeakAsync(Sentence, Prosody.Of(TutorEmotion.Angry, 0));
        var (body, headers) = Assert.Single(_server.Requests);
        Assert.Equal(("voice-1", Sentence, "coral", "wav"), (body.Text("model"), body.Text("input"), body.Text("voice"), body.Text("response_format")));
        Assert.Equal(1.12, body.GetProperty("speed").GetDouble(), 0.001);
        Assert.Contains("Very lively. Loudly.", body.Text("instructions"), StringComparison.Ordinal);
        Assert.Equal("Bearer key-of-voice", headers["Authorization"]);
    }

    [Fact]
    public async Task A_failure_is_tried_again_and_then_told()
    {
        _server.Play(ModelServer.Refuses(500));
        await SpeakAsync(Sentence);
        for (var n = 0; n < 2; n++) _server.Play(ModelServer.Refuses(503));
        Assert.Equal(SpeechException.Failed, (await Assert.ThrowsAsync<SpeechException>(() => SpeakAsync(Other))).Code);
    }
}
