namespace Actors.Tests.Oidc;

/// <summary>
/// A provider of our own that lies as its issuer says: <c>wrong-nonce</c>, <c>no-signature</c> and so on, the list is liar.mjs.
/// <c>honest</c> does not; <c>facebook</c>, <c>instagram</c> and <c>instagram-wrapped</c> (two forms are about) answer as those do, without ID tokens.
/// </summary>
public sealed class OidcLiar : IAsyncDisposable
{
    public const string Secret = "known-to-the-liar";

    private readonly NodeScript _node;

    private OidcLiar(NodeScript node) => _node = node;

    public static async Task<OidcLiar> StartAsync() => new(await NodeScript.StartAsync(NodePackages.Bare("liar.mjs"), Secret));

    public string Issuer(string lie) => $"{_node.Address}/{lie}";

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
