using System.ComponentModel.DataAnnotations;

namespace Actors.Chat;

/// <summary>Which models answer.</summary>
public sealed class ChatSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat";

    /// <summary>The name of the tutor that needs no model.</summary>
    public const string Offline = "offline";

    /// <summary>
    /// Names of <see cref="Endpoints"/>, or <c>offline</c>, in the order in which they are tried, with commas between. Empty:
    /// <c>openai</c> when the environment has <c>OPENAI_API_KEY</c>, else <c>offline</c>.
    /// </summary>
    public string Providers { get; set; } = "";

    /// <summary>The endpoints by name. <c>openai</c>, <c>gemini</c>, <c>groq</c> and <c>ollama</c> know their address.</summary>
    public Dictionary<string, ChatEndpoint> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The providers in order.</summary>
    public string[] Order => Providers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>How an endpoint is told what form a reply must have.</summary>
public enum ReplyForm
{
    /// <summary>By a strict JSON schema.</summary>
    Schema,

    /// <summary>As any JSON object; the prompt says the rest.</summary>
    JsonObject,

    /// <summary>By the prompt alone.</summary>
    Text,
}

/// <summary>An endpoint that speaks OpenAI's protocol.</summary>
public sealed class ChatEndpoint
{
    /// <summary>The base address, up to and with <c>/v1</c> as a rule.</summary>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>The key; empty: from <c>{NAME}_API_KEY</c> in the environment, if it is there.</summary>
    public string Key { get; set; } = "";

    /// <summary>The header that takes the key when it is not a bearer token: <c>api-key</c> for Azure.</summary>
    public string KeyHeader { get; set; } = "";

    /// <summary>The model, or the deployment.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Other models by purpose: <c>tutor</c>, <c>repair</c>.</summary>
    public Dictionary<string, string> Models { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the form of a reply is asked for.</summary>
    public ReplyForm Form { get; set; }

    /// <summary>The member in which the most tokens of a reply are sent: <c>max_tokens</c> for older servers.</summary>
    [RegularExpression("^max_(completion_)?tokens$")]
    public string LimitMember { get; set; } = "max_completion_tokens";

    /// <summary>Whether usage is asked for in a stream; some older servers refuse the question.</summary>
    public bool AsksUsage { get; set; } = true;

    /// <summary>The most tokens of a reply.</summary>
    [Range(64, 100_000)]
    public int MaxTokens { get; set; } = 1500;

    /// <summary>How long until something of a reply can be shown, or the attempt has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan FirstText { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stream may be silent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a reply is asked for before the next provider is.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;

    /// <summary>The longest wait between attempts, also when the server asks for more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan MostWait { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How many replies may be under way at once; more wait.</summary>
    [Range(1, 100_000)]
    public int AtOnce { get; set; } = 64;

    /// <summary>The price of a million tokens of input, in any currency; 0 when it is not to be counted.</summary>
    [Range(0, 1_000_000)]
    public double InputPrice { get; set; }

    /// <summary>The price of a million tokens of output.</summary>
    [Range(0, 1_000_000)]
    public double OutputPrice { get; set; }
}
