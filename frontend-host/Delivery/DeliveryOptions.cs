using System.ComponentModel.DataAnnotations;

namespace Actors.Delivery;

/// <summary>Sockets.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Delivery";

    /// <summary>Bytes that may wait for one client; the transport holds 64 KiB more at most.</summary>
    [Range(16 * 1024, 16 * 1024 * 1024)]
    public int OutboxBytes { get; set; } = 128 * 1024;

    /// <summary>Bytes of sound that may wait for one client besides; then the oldest sound is dropped.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int SoundBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>The largest frame that a client may send, where no sound is allowed.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxFrame { get; set; } = 64 * 1024;

    /// <summary>How long a socket that is being closed may take, before it is cut.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the host tells its sessions that it is still there; they forget it after five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:04:00")]
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a call of a grain, or a turn under way, may be silent until it is sent again; 0 where grains live in this process.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ResendAfter { get; set; } = EngineChoice.ResendAfter;

    /// <summary>How long it is sent again before the client is told that it failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromSeconds(30);
}
