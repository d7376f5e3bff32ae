using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Speech;

/// <summary>Adds her voice.</summary>
public static class SpeechSetup
{
    private static readonly Uri OpenAi = new("https://api.openai.com/v1");

    /// <summary>Adds the <see cref="Speaker"/> and looks for engines when the program starts. For hosts that send sound to clients.</summary>
    public static IServiceCollection AddSpeech(this IServiceCollection services)
    {
        services.AddOptions<SpeechSettings>().BindConfiguration(SpeechSettings.Section).ValidateDataAnnotations()
            .PostConfigure<IConfiguration>(static (settings, configuration) =>
            {
                settings.Endpoint.Url ??= OpenAi;
                if (settings.Endpoint.Model.Length == 0) settings.Endpoint.Model = "gpt-4o-mini-tts";
                if (settings.Endpoint.Key.Length == 0) settings.Endpoint.Key = configuration["OPENAI_API_KEY"] ?? "";
            }).ValidateOnStart();
        services.AddSingleton<SpeechEngines>().AddHostedService(static provider => provider.GetRequiredService<SpeechEngines>());
        services.AddSingleton(static provider => new Speaker(provider.GetRequiredService<SpeechEngines>(), provider.GetRequiredService<IOptions<SpeechSettings>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Speaker>>()));
        return services;
    }
}
