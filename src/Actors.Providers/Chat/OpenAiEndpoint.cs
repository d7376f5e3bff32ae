using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace Actors.Chat;

/// <summary>How the vendor's client is set up for an endpoint: no attempts and no time-outs of its own, since the gate has them.</summary>
internal static class OpenAiEndpoint
{
    /// <summary>The key as the endpoint wants it.</summary>
    public static AuthenticationPolicy Policy(ChatEndpoint endpoint)
    {
        // A server that needs no key gets a word, since the header cannot be empty.
        var key = new ApiKeyCredential(endpoint.Key.Length > 0 ? endpoint.Key : "none");
        return endpoint.KeyHeader.Length > 0
            ? ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(key, endpoint.KeyHeader)
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(key);
    }

    /// <summary>Everything else.</summary>
    public static OpenAIClientOptions Options(ChatEndpoint endpoint) => new()
    {
        Endpoint = endpoint.Url,
        RetryPolicy = new ClientRetryPolicy(0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        UserAgentApplicationId = "actors",
    };
}
