using Actors.Offline;
using Actors.Tutor;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Chat;

/// <summary>Puts the chain of chat providers together that configuration asks for.</summary>
internal static class ChatSetup
{
    private const string OpenAi = "openai";
    private const string OpenAiKey = "OPENAI_API_KEY";

    private static readonly Dictionary<string, Uri> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [OpenAi] = new("https://api.openai.com/v1"),
        ["gemini"] = new("https://generativelanguage.googleapis.com/v1beta/openai/"),
        ["groq"] = new("https://api.groq.com/openai/v1"),
        ["ollama"] = new("http://localhost:11434/v1"),
    };

    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<OfflineOptions>().BindConfiguration(OfflineOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ChatSettings>().BindConfiguration(ChatSettings.Section)
            .PostConfigure<IConfiguration>(Complete)
            .Validate(static settings => Problem(settings) is null, "A chat provider in Chat:Providers is not configured: each needs Chat:Endpoints:{name}:Url and :Model.")
            .ValidateOnStart();
        services.AddSingleton<OfflineTutor>().AddSingleton<OfflineChatClient>();
        services.AddSingleton<ProviderGates>();
        services.AddSingleton(static provider => new ChatHealth(provider.GetRequiredService<ProviderGates>(), provider.GetRequiredService<IOptions<ChatSettings>>()));
        services.AddSingleton(static provider => Chain(provider, "tutor", static _ => true)!);
        services.AddSingleton<ITutorSummaries>(static provider => new ModelSummaries(Chain(provider, "summary", static name => name != ChatSettings.Offline)));
        return services;
    }

    /// <summary>What the environment and the well-known names add to what was configured.</summary>
    private static void Complete(ChatSettings settings, IConfiguration configuration)
    {
        if (settings.Order.Length == 0) settings.Providers = string.IsNullOrEmpty(configuration[OpenAiKey]) ? ChatSettings.Offline : OpenAi;
        foreach (var name in settings.Order.Where(static name => name != ChatSettings.Offline))
        {
            if (!settings.Endpoints.TryGetValue(name, out var endpoint)) settings.Endpoints[name] = endpoint = new ChatEndpoint();
            endpoint.Url ??= Known.GetValueOrDefault(name);
            if (endpoint.Key.Length == 0) endpoint.Key = configuration[$"{name.ToUpperInvariant()}_API_KEY"] ?? "";
            if (endpoint.Model.Length == 0 && name == OpenAi) endpoint.Model = "gpt-5-mini";
        }
    }

    private static string? Problem(ChatSettings settings) => settings.Order.FirstOrDefault(name => name != ChatSettings.Offline
        && !System.ComponentModel.DataAnnotations.Validator.TryValidateObject(settings.Endpoints[name], new(settings.Endpoints[name]), null, validateAllProperties: true));

    /// <summary>The providers that <paramref name="mayServe"/> one purpose, in order; null when there is none.</summary>
    private static IChatClient? Chain(IServiceProvider services, string purpose, Func<string, bool> mayServe)
    {
        var settings = services.GetRequiredService<IOptions<ChatSettings>>().Value;
        var gates = services.GetRequiredService<ProviderGates>();
        var time = services.GetRequiredService<TimeProvider>();
        var clients = settings.Order.Where(mayServe).Select(IChatClient (name) => new ObservedChatClient(name == ChatSettings.Offline ? services.GetRequiredService<OfflineChatClient>()
            : new GuardedChatClient(new OpenAiChatClient(name, purpose, settings.Endpoints[name]), gates.Of(name)), name, time)).ToList();
        return clients switch
        {
            [] => null,
            [var only] => only,
            _ => new FailoverChatClient(clients, services.GetRequiredService<ILoggerFactory>().CreateLogger("Actors.Chat")),
        };
    }
}
