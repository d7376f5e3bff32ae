using Orleans.Concurrency;

namespace Actors.Delivery;

/// <summary>By which a session is told that something lies in its <see cref="Inbox"/>. Called by the session itself alone.</summary>
[Alias("delivery.ISessionDoorbell")]
internal interface ISessionDoorbell : IGrainWithStringKey
{
    /// <summary>Takes in what there is; nobody waits for it.</summary>
    [OneWay, Alias("Ring")]
    Task Ring();
}
