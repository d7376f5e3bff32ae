using Microsoft.AspNetCore.Identity;

namespace Actors.Accounts;

/// <summary>
/// Hashes by ASP.NET Core Identity's hasher: PBKDF2 with HMAC-SHA512, 100,000 rounds, a salt each. Beside the threads that serve, as many
/// at a time as leave one processor to them.
/// </summary>
public sealed class Passwords : IPasswords, IDisposable
{
    private readonly PasswordHasher<object> _hasher = new();
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> _nothing;

    /// <summary>Makes it.</summary>
    public Passwords() => _nothing = new(() => _hasher.HashPassword(this, Guid.NewGuid().ToString()));

    /// <inheritdoc/>
    public Task<string> HashAsync(string text) => RunAsync(() => _hasher.HashPassword(this, text));

    /// <inheritdoc/>
    public async Task<bool> VerifyAsync(string? hash, string text)
    {
        var verdict = await RunAsync(() => _hasher.VerifyHashedPassword(this, hash ?? _nothing.Value, text));
        return hash is not null && verdict != PasswordVerificationResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        await _places.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _places.Release();
        }
    }
}
