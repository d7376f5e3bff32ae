using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Accounts;

/// <summary>Adds mail.</summary>
internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailSettings>().BindConfiguration(MailSettings.Section).ValidateDataAnnotations().ValidateOnStart()
            .Configure<IConfiguration>(static (mail, configuration) => mail.Outbox = configuration["Mail:Outbox"] ?? Path.Combine(configuration["Data:Directory"] ?? "data", "outbox"))
            .Validate(static mail => MailAddress.TryCreate(mail.From, out _), "Mail:From must be an address of mail");
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<MailSettings>>().Value);
        services.AddSingleton<OutboxMail>().AddSingleton<SmtpMail>();
        return services.AddSingleton<IMail>(static provider => provider.GetRequiredService<MailSettings>().Host.Length > 0
            ? provider.GetRequiredService<SmtpMail>()
            : provider.GetRequiredService<OutboxMail>());
    }
}
