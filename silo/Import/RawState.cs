namespace Actors.Silo.Import;

/// <summary>A state as it is stored, whatever it is.</summary>
internal sealed class RawState
{
    public byte[] Json { get; set; } = [];
}
