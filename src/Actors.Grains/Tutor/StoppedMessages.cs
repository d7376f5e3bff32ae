using Actors.Delivery;

namespace Actors.Tutor;

/// <summary>
/// The messages of late that were stopped, or whose turns could not be saved, and how they ended. A front end that waits for the end of one may
/// have sent it again before it heard of that: it must not begin anew unless its client wants it to. For one activation.
/// </summary>
internal sealed class StoppedMessages
{
    private const int Most = 64;

    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, SessionEvent> _ends = new(StringComparer.Ordinal);

    public void Add(StartChat command, SessionEvent end)
    {
        if (command.Id is not { } id) return;
        if (!_ends.ContainsKey(id)) _order.Enqueue(id);
        _ends[id] = end;
        if (_order.Count > Most) _ends.Remove(_order.Dequeue());
    }

    /// <summary>How a message ended that is sent again.</summary>
    public SessionEvent? EndOf(StartChat command) => command is { IsAgain: true, Id: { } id } ? _ends.GetValueOrDefault(id) : null;
}
