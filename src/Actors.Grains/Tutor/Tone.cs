namespace Actors.Tutor;

/// <summary>How a message sounds to her.</summary>
public enum Tone
{
    /// <summary>Neither kind nor unkind.</summary>
    Neutral,

    /// <summary>A serious insult.</summary>
    Insult,

    /// <summary>A mild one.</summary>
    Rudeness,

    /// <summary>Shouted: capitals or a row of exclamation marks.</summary>
    Shouting,

    /// <summary>An apology.</summary>
    Apology,

    /// <summary>Praise of her or her teaching.</summary>
    Praise,

    /// <summary>Thanks.</summary>
    Thanks,
}
