using Actors.Accounts;
using Actors.Cluster;
using Actors.Storage;
using Microsoft.Extensions.AI;
namespace Actors.Silo;

/// <summary>What a person at the terminal reads when the silo is up.</summary>
internal static class Banner
{
    public static Task PrintBannerAsync(this WebApplication app)
    {
        var services = app.Services;
        var settings = services.GetRequiredService<ClusterSettings>();
        var chat = services.GetRequiredService<IChatClient>().GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return Console.Out.WriteLineAsync($"""

            The silo is ready: {services.GetRequiredService<ILocalSiloDetails>().SiloAddress}
              cluster  {settings.ClusterId}, members in {settings.Membership}
              gateway  {settings.GatewayPort}
              storage  {services.GetRequiredService<Database>().Name}
              chat     {chat?.ProviderName}
              mail     {services.GetRequiredService<MailSettings>().Where}
              health   {string.Join(", ", app.Urls)}
            Stop with Ctrl-C: it finishes its turns first.

            """);
    }
}
