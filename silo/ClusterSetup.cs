using System.Net;
using System.Net.Sockets;
using Actors.Cluster;
using Actors.Delivery;
using Actors.Silo.Report;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Silo;

/// <summary>This silo among the others: where it is, how fast a dead one is noticed, where grains go.</summary>
internal static class ClusterSetup
{
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, ClusterSettings settings, IConfiguration configuration)
    {
        silo.UseMembership(settings, configuration);
        UseEndpoints(silo, settings);
        silo.Configure<ClusterMembershipOptions>(members =>
        {
            members.ProbeTimeout = settings.ProbeTimeout;
            members.NumMissedProbesLimit = settings.MissedProbes;
            members.NumVotesForDeathDeclaration = settings.Votes;
            members.TableRefreshTimeout = settings.RefreshEvery;
            members.IAmAliveTablePublishTimeout = settings.RefreshEvery;
        });
        // A call that meets one ending activation after another is forwarded until it finds one that stays.
        silo.Configure<SiloMessagingOptions>(static messaging => messaging.MaxForwardCount = 10);
        silo.AddActivityPropagation();
        // A silo that hangs has open connections; they say nothing of its life. Read as a setting, since not every version of Orleans has it.
        silo.Configure<ClusterMembershipOptions>(new ConfigurationBuilder().AddInMemoryCollection([new("EnableConnectionLivenessCheck", "false")]).Build());
        // A session that moves or ends may finish its turn first.
        silo.Services.AddOptions<GrainCollectionOptions>().Configure<SessionSettings>(static (collection, sessions) =>
        {
            collection.DeactivationTimeout = sessions.FinishWithin + TimeSpan.FromSeconds(10);
            collection.EnableActivationSheddingOnMemoryPressure = true;
        });
        // Sessions are alike and many: of two silos the one with fewer is better. The default weighs load that a new session does not have yet, and
        // has put 199 of 200 on one silo.
        silo.Services.AddSingleton<PlacementStrategy, ActivationCountBasedPlacement>();
        return UseRebalancing(silo);
    }

    /// <summary>Measures calls, and reports.</summary>
    public static ISiloBuilder UseReport(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<CallWatch>().AddSingleton<SiloAge>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(static services => services.GetRequiredService<CallWatch>());
        return silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
    }

    private static void UseEndpoints(ISiloBuilder silo, ClusterSettings settings)
    {
        var isLocal = settings.Membership == ClusterMembership.Localhost;
        if (settings.AdvertisedAddress.Length > 0) silo.ConfigureEndpoints(AddressOf(settings.AdvertisedAddress), settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !isLocal);
        else if (isLocal) silo.ConfigureEndpoints(IPAddress.Loopback, settings.SiloPort, settings.GatewayPort);
        else silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
    }

    private static IPAddress AddressOf(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name, AddressFamily.InterNetwork) is [var first, ..] ? first : throw Unknown();
        }
        catch (SocketException)
        {
            throw Unknown();
        }

        OptionsValidationException Unknown() => new(ClusterSettings.Section, typeof(ClusterSettings), [$"Cluster:AdvertisedAddress: {name} has no address"]);
    }

    private static ISiloBuilder UseRebalancing(ISiloBuilder silo)
    {
        silo.Configure<ActivationRebalancerOptions>(static rebalancing =>
        {
            rebalancing.RebalancerDueTime = TimeSpan.FromSeconds(15);
            rebalancing.SessionCyclePeriod = TimeSpan.FromSeconds(5);
        });
        return silo.AddActivationRebalancer();
    }
}
