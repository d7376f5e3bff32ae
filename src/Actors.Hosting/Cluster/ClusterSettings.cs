using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Cluster;

/// <summary>Where silos and front ends learn of one another.</summary>
public enum ClusterMembership
{
    /// <summary>Silos of one machine, found by their ports; the first one started must live as long as the cluster.</summary>
    Localhost,

    /// <summary>A hash in Redis: <c>ConnectionStrings:Redis</c>.</summary>
    Redis,

    /// <summary>A table in PostgreSQL: <c>ConnectionStrings:Postgres</c>.</summary>
    Postgres,
}

/// <summary>The cluster that a program belongs to. Silos and front ends must agree on membership, ids and times.</summary>
public sealed class ClusterSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cluster";

    /// <summary>Where the members are listed.</summary>
    public ClusterMembership Membership { get; set; } = ClusterMembership.Localhost;

    /// <summary>Names this set of running programs: two with the same name are one cluster.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$")]
    public string ClusterId { get; set; } = "actors";

    /// <summary>Names the data: grain state belongs to it, whatever clusters come and go. Never changed.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$")]
    public string ServiceId { get; set; } = "actors";

    /// <summary>The address or host name by which others reach this silo; empty for this machine's own, on localhost the loopback.</summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>Where silos speak to this silo.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where front ends speak to this silo.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>On localhost: the silo port of the first silo, through which the others join.</summary>
    [Range(1, 65535)]
    public int PrimaryPort { get; set; } = 11111;

    /// <summary>On localhost: the gateway ports that a front end knows; empty for <see cref="GatewayPort"/> alone.</summary>
    public IReadOnlyList<int> GatewayPorts { get; set; } = [];

    /// <summary>How long a silo waits for the answer of another before that counts as missed; it asks as often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many missed answers make a silo suspect another.</summary>
    [Range(1, 20)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>How many silos must suspect it until it is out of the cluster; fewer when there are not so many.</summary>
    [Range(1, 10)]
    public int Votes { get; set; } = 2;

    /// <summary>How often members and gateways are read again, beside being told of changes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a front end tries to find a silo when it starts.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads and checks the settings; a wrong one is an <see cref="OptionsValidationException"/>.</summary>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        List<ValidationResult> problems = [];
        if (Validator.TryValidateObject(settings, new ValidationContext(settings), problems, validateAllProperties: true)) return settings;
        throw new OptionsValidationException(Section, typeof(ClusterSettings), problems.Select(static problem => $"{Section}: {problem.ErrorMessage}"));
    }
}
