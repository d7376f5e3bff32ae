using Actors.Offline;
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
        services.AddSingleton<IChatClient>(static provider => Chain(provider, "tutor"));
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

    private static IChatClient Chain(IServiceProvider services, string purpose)
    {
        var settings = services.GetRequiredService<IOptions<ChatSettings>>().Value;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Actors.Chat");
        var clients = settings.Order.Select(name => One(services, settings, name, purpose, log)).ToList();
        return clients is [var only] ? only : new FailoverChatClient(clients, log);
    }

    private static IChatClient One(IServiceProvider services, ChatSettings settings, string name, string purpose, ILogger log)
    {
        if (name == ChatSettings.Offline) return services.GetRequiredService<OfflineChatClient>();
        var endpoint = settings.Endpoints[name];
        return new GuardedChatClient(new OpenAiChatClient(name, purpose, endpoint), new ProviderGate(name, endpoint, services.GetRequiredService<IUsageLog>(), services.GetRequiredService<TimeProvider>(), log));
    }
}
