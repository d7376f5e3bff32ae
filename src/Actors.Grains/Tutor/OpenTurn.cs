using System.Text;

namespace Actors.Tutor;

/// <summary>A turn that was accepted and has not ended: it waits, or she is answering.</summary>
/// <param name="turn">Its number.</param>
/// <param name="command">The message.</param>
/// <param name="atMs">When it came, Unix milliseconds UTC.</param>
/// <param name="began">The same as a timestamp, for how long it takes.</param>
internal sealed class OpenTurn(long turn, StartChat command, long atMs, long began)
{
    public long Turn { get; } = turn;

    public StartChat Command { get; } = command;

    public long AtMs { get; } = atMs;

    public long Began { get; } = began;

    /// <summary>Her temper as the message leaves it; set when she begins to answer.</summary>
    public int SulkingLevel { get; set; }

    /// <summary>How fond she is as the message leaves it.</summary>
    public int Favourability { get; set; }

    /// <summary>What was shown so far.</summary>
    public StringBuilder Shown { get; } = new();

    /// <summary>Ends the provider's work.</summary>
    public CancellationTokenSource Stopping { get; } = new();
}
