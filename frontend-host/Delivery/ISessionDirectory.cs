namespace Actors.Delivery;

/// <summary>Finds the session that a key of the connection table names.</summary>
internal interface ISessionDirectory
{
    /// <summary>The session's grain.</summary>
    ISessionGrain Find(string session);
}
