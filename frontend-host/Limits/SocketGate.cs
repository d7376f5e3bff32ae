using System.Collections.Concurrent;
using Actors.Auth;

namespace Actors.Limits;

/// <summary>
/// The sockets of this front end: how many a user and an address have, and which of them must close because their token was ended. Thread-safe.
/// </summary>
internal sealed class SocketGate
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SocketPlace, bool> _open = new();
    private readonly LimitOptions _limits;
    private readonly Revocations _revocations;

    public SocketGate(LimitOptions limits, Revocations revocations)
    {
        (_limits, _revocations) = (limits, revocations);
        revocations.Changed = CloseRevoked;
    }

    /// <summary>A place for a socket, to be disposed when it is closed; null when there is none.</summary>
    public SocketPlace? Enter(CurrentUser user, string address)
    {
        var place = new SocketPlace(this, user, $"u:{user.Id}", $"a:{address}");
        if (!TryAdd(place.UserKey, _limits.SocketsPerUser)) return null;
        if (!TryAdd(place.AddressKey, _limits.SocketsPerAddress))
        {
            Remove(place.UserKey);
            return null;
        }
        _open[place] = true;
        return place;
    }

    internal void Leave(SocketPlace place)
    {
        if (!_open.TryRemove(place, out _)) return;
        Remove(place.UserKey);
        Remove(place.AddressKey);
    }

    private void CloseRevoked()
    {
        foreach (var (place, _) in _open)
        {
            CloseIfRevoked(place);
        }
    }

    /// <summary>Closes a socket whose token was ended.</summary>
    internal void CloseIfRevoked(SocketPlace place)
    {
        if (_revocations.Contain(place.User)) place.Close?.Invoke();
    }

    private bool TryAdd(string key, int most)
    {
        while (true)
        {
            var count = _counts.GetValueOrDefault(key);
            if (_limits.Enabled && count >= most) return false;
            if (count == 0 ? _counts.TryAdd(key, 1) : _counts.TryUpdate(key, count + 1, count)) return true;
        }
    }

    private void Remove(string key)
    {
        while (_counts.TryGetValue(key, out var count))
        {
            if (count > 1 ? _counts.TryUpdate(key, count - 1, count) : _counts.TryRemove(KeyValuePair.Create(key, count))) return;
        }
    }
}

/// <summary>The place of a socket.</summary>
internal sealed class SocketPlace(SocketGate gate, CurrentUser user, string userKey, string addressKey) : IDisposable
{
    public CurrentUser User { get; } = user;

    public string UserKey { get; } = userKey;

    public string AddressKey { get; } = addressKey;

    /// <summary>Closes the socket because its token was ended; does not wait.</summary>
    public Action? Close
    {
        get;
        set
        {
            field = value;
            gate.CloseIfRevoked(this); // it may have been ended since the token was looked at
        }
    }

    public void Dispose() => gate.Leave(this);
}
