using Actors.Chat;
using Microsoft.Extensions.AI;
using OpenAI.Audio;

namespace Actors.Speech;

/// <summary>Speech by any endpoint that speaks OpenAI's protocol. No word timings.</summary>
internal sealed class OpenAiSpeechClient(SpeechSettings settings, ProviderGate gate) : ITextToSpeechClient
{
    /// <summary>The name in health, logs and metrics.</summary>
    public const string Name = "openai";

#pragma warning disable OPENAI001 // the only constructor that takes a policy, and instructions
    private readonly AudioClient _client = new(settings.Endpoint.Model, OpenAiEndpoint.Policy(settings.Endpoint), OpenAiEndpoint.Options(settings.Endpoint));

    public async Task<TextToSpeechResponse> GetAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var place = await gate.EnterAsync(cancellationToken);
        var asked = new SpeechGenerationOptions { ResponseFormat = GeneratedSpeechFormat.Wav, SpeedRatio = Math.Clamp(options?.Speed ?? 1, 0.25f, 4f), Instructions = Instructions(options) };
        var sound = await gate.RunAsync(async token => (await _client.GenerateSpeechAsync(text, new GeneratedSpeechVoice(settings.Voice), asked, token)).Value, cancellationToken);
        return SpeechAnswer.Of(Pcm.FromWav(sound.ToMemory().Span), []);
    }
#pragma warning restore OPENAI001

    public IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default) =>
        SpeechAnswer.AsOneUpdate(GetAudioAsync(text, options, cancellationToken), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(TextToSpeechClientMetadata)
        ? new TextToSpeechClientMetadata(Name, settings.Endpoint.Url, settings.Endpoint.Model) : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => gate.Dispose();

    // Pitch, range and volume have no members on the wire; voices that take instructions follow these.
    private static string Instructions(TextToSpeechOptions? options) => string.Join(' ',
        "A young swordswoman who teaches Chinese; clear and not hurried.",
        (SpeechAnswer.RangeOf(options) ?? 1) switch { < 0.8f => "Flat and cold.", > 1.2f => "Very lively.", _ => "Natural." },
        (options?.Volume ?? 1) switch { < 0.9f => "Softly.", > 1.1f => "Loudly.", _ => "" }).TrimEnd();
}
