namespace Actors.Delivery;

/// <summary>
/// This host as sessions see it. Made at the first use, since grains can be called only then; the table that it refers to
/// lives as long as the program, as observers are held weakly.
/// </summary>
internal sealed class HostObserver(ConnectionTable table, IGrainFactory grains)
{
    private readonly Lazy<IHostObserver> _reference = new(() => grains.CreateObjectReference<IHostObserver>(table));

    public IHostObserver Reference => _reference.Value;
}
