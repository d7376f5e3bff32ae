using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Actors.Delivery;

/// <summary>Adds sockets and delivery.</summary>
internal static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<DeliveryOptions>>().Value);
        services.AddSingleton<ConnectionTable>().AddSingleton<HostObserver>().AddSingleton<Linger>().AddSingleton<SocketLoop>()
            .AddSingleton<Insistence>().AddSingleton<Renewals>();
        services.AddHostedService(static provider => provider.GetRequiredService<Renewals>()).AddHostedService<Farewell>();
        return services;
    }

    /// <summary>Lets WebSockets send several frames at once; must stand before <c>UseWebSockets</c>.</summary>
    public static void UseCoalescedWrites(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade) context.Features.Set<IHttpUpgradeFeature>(new CoalescingUpgrade(upgrade));
        return next(context);
    });

    /// <summary>When the program stops, clients are told to come back before the listening sockets are closed.</summary>
    private sealed class Farewell(ConnectionTable table, IHostApplicationLifetime lifetime) : IHostedService
    {
        private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            // SignalR, which has registered before, cuts its connections when this returns: theirs must have been told.
            lifetime.ApplicationStopping.Register(() => table.CloseAllAsync(SocketClose.GoingAway).Wait(Moment));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
