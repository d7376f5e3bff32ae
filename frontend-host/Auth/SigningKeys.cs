using System.Security.Cryptography;
using Actors.Storage;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>The keys that sign tokens: from configuration, else from a file that only this program's user may read.</summary>
internal sealed class SigningKeys(IOptions<AuthOptions> auth, IOptions<StorageOptions> storage)
{
    private const int KeyBytes = 32;

    private readonly Lazy<IReadOnlyList<SigningKey>> _keys = new(() => [Load(auth.Value.SigningKey, storage.Value.Directory)]);

    /// <summary>The keys that are accepted; the first one signs.</summary>
    public IReadOnlyList<SigningKey> All => _keys.Value;

    private static SigningKey Load(string configured, string folder)
    {
        var secret = configured.Length > 0 ? Convert.FromBase64String(configured) : FromFile(Path.Combine(folder, "signing.key"));
        if (secret.Length < KeyBytes) throw new OptionsValidationException(AuthOptions.Section, typeof(AuthOptions), ["Auth:SigningKey must have at least 32 bytes."]);
        // The id must not tell anything of the key, yet be the same on every front end.
        return new SigningKey(Convert.ToHexStringLower(SHA256.HashData([.. "kid"u8, .. secret]).AsSpan(0, 4)), secret);
    }

    private static byte[] FromFile(string file)
    {
        if (File.Exists(file)) return Convert.FromBase64String(File.ReadAllText(file));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var secret = RandomNumberGenerator.GetBytes(KeyBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file, options)) writer.Write(Convert.ToBase64String(secret));
        return secret;
    }
}
