using System.Security.Cryptography;
using Actors.Storage;
using Microsoft.Extensions.Options;

namespace Actors.Auth;

/// <summary>
/// The keys that sign tokens: from configuration, else from a file that only this program's user may read, a key a line. The first one signs,
/// those after it are still accepted: a new line at the top changes the key.
/// </summary>
internal sealed class SigningKeys(IOptions<AuthOptions> auth, IOptions<StorageOptions> storage)
{
    private const int KeyBytes = 32;

    private readonly Lazy<IReadOnlyList<SigningKey>> _keys = new(() => [.. Load(auth.Value, storage.Value.Directory)]);

    /// <summary>The keys that are accepted; the first one signs.</summary>
    public IReadOnlyList<SigningKey> All => _keys.Value;

    private static IEnumerable<SigningKey> Load(AuthOptions auth, string folder)
    {
        var secrets = auth.SigningKey.Length > 0 ? [FromSetting(auth.SigningKey)] : FromFile(Path.Combine(folder, "signing.key"));
        // The id must not tell anything of the key, yet be the same on every front end.
        return secrets.Concat(auth.OldSigningKeys.Select(FromSetting)).Select(static secret => new SigningKey(Convert.ToHexStringLower(SHA256.HashData([.. "kid"u8, .. secret]).AsSpan(0, 4)), secret));
    }

    private static byte[] FromSetting(string configured) => Decode(configured)
        ?? throw new OptionsValidationException(AuthOptions.Section, typeof(AuthOptions), [$"Auth:SigningKey must be Base64 of at least {KeyBytes} bytes."]);

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= KeyBytes ? bytes[..length] : null;
    }

    private static byte[][] FromFile(string file)
    {
        if (File.Exists(file))
        {
            var keys = File.ReadAllLines(file).Where(static line => line.Length > 0).Select(Decode).ToArray();
            return keys is [_, ..] && Array.TrueForAll(keys, static key => key is not null) ? [.. keys!] : throw new StorageException(StorageProblem.Corrupt,
                $"The key file {file} is damaged. Restore a backup, or delete it: then all users must sign in again.");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var secret = RandomNumberGenerator.GetBytes(KeyBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file, options)) writer.Write(Convert.ToBase64String(secret));
        return [secret];
    }
}
