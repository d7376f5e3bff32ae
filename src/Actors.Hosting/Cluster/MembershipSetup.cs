using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Actors.Cluster;

/// <summary>Tells Orleans where the members of the cluster are listed: the same for silos and their clients.</summary>
public static class MembershipSetup
{
    /// <summary>The name by which Orleans knows Npgsql.</summary>
    public const string Npgsql = "Npgsql";

    /// <summary>Of a silo.</summary>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, ClusterSettings settings, IConfiguration configuration)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        return settings.Membership switch
        {
            ClusterMembership.Redis => silo.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(configuration)),
            ClusterMembership.Postgres => silo.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (Npgsql, Postgres(configuration))),
            _ => silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, settings.PrimaryPort)),
        };
    }

    /// <summary>Of a front end.</summary>
    public static IClientBuilder UseMembership(this IClientBuilder client, ClusterSettings settings, IConfiguration configuration)
    {
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = settings.RefreshEvery);
        return settings.Membership switch
        {
            ClusterMembership.Redis => client.UseRedisClustering(redis => redis.ConfigurationOptions = Redis(configuration)),
            ClusterMembership.Postgres => client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (Npgsql, Postgres(configuration))),
            _ => client.UseStaticClustering([.. Gateways(settings).Select(static port => new IPEndPoint(IPAddress.Loopback, port))]),
        };
    }

    /// <summary>PostgreSQL for Orleans' own providers: statements prepared, and no more connections than a server has for several silos.</summary>
    public static string Postgres(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("Postgres");
        if (string.IsNullOrEmpty(text)) throw Missing("Postgres", "a cluster keeps its data there");
        var settings = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
        if (!settings.ContainsKey("Max Auto Prepare")) settings["Max Auto Prepare"] = "20";
        // Nothing that we run leaves anything behind in a session; to clean it each time is a transaction of its own.
        if (!settings.ContainsKey("No Reset On Close")) settings["No Reset On Close"] = "true";
        if (!settings.ContainsKey("Maximum Pool Size")) settings["Maximum Pool Size"] = "20";
        return settings.ConnectionString;
    }

    private static ConfigurationOptions Redis(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("Redis");
        return string.IsNullOrEmpty(text) ? throw Missing("Redis", "Cluster:Membership asks for it") : ConfigurationOptions.Parse(text);
    }

    private static IReadOnlyList<int> Gateways(ClusterSettings settings) => settings.GatewayPorts.Count > 0 ? settings.GatewayPorts : [settings.GatewayPort];

    private static OptionsValidationException Missing(string name, string why) =>
        new(ClusterSettings.Section, typeof(ClusterSettings), [$"ConnectionStrings:{name} is not set, and {why}"]);
}
