using Actors.Auth;

namespace Actors.Cluster;

/// <summary>Makes this front end a client of the cluster.</summary>
internal static partial class ClusterClientSetup
{
    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var settings = ClusterSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddOptions<AuthOptions>().Validate(auth => auth.SigningKey.Length > 0 || settings.Membership == ClusterMembership.Localhost,
            "Auth:SigningKey is needed in a cluster: each front end must accept the tokens of the others (openssl rand -base64 32)");
        builder.UseOrleansClient(client =>
        {
            client.UseMembership(settings, builder.Configuration).AddActivityPropagation();
            client.Services.AddSingleton<IClientConnectionRetryFilter, Patience>();
        });
        builder.Services.AddSingleton<GatewayWatch>().AddHostedService(static services => services.GetRequiredService<GatewayWatch>());
    }

    /// <summary>A cluster that is not there yet may come: programs of a cluster start in any order.</summary>
    private sealed partial class Patience(ClusterSettings settings, TimeProvider time, ILogger<Patience> log) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        private readonly long _began = time.GetTimestamp();

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            if (time.GetElapsedTime(_began) > settings.ConnectWithin) return false;
            LogWaiting(log, exception.Message);
            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "No silo can be reached yet: {Reason}")]
        private static partial void LogWaiting(ILogger logger, string reason);
    }
}
