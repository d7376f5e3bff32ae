using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Logging;

namespace Actors.Accounts;

/// <summary>Sends mails by SMTP, beside whoever posts them: how long a server takes must tell nobody whether a mail was sent.</summary>
internal sealed partial class SmtpMail(MailSettings settings, TimeProvider time, ILogger<SmtpMail> log) : IMail
{
    public Task PostAsync(Mail mail)
    {
        _ = SendAsync(mail);
        return Task.CompletedTask;
    }

    private async Task SendAsync(Mail mail)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(mail);
                return;
            }
            catch (Exception failure) when (failure is SmtpException or IOException or OperationCanceledException or FormatException)
            {
                LogNotSent(log, mail.Kind, attempt, settings.Attempts, failure.Message);
                if (attempt >= settings.Attempts || failure is FormatException) return;
                await Task.Delay(settings.Patience, time);
            }
        }
    }

    private async Task TryAsync(Mail mail)
    {
        using var late = new CancellationTokenSource(settings.Patience, time);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls, DeliveryFormat = SmtpDeliveryFormat.International };
        if (settings.User.Length > 0) client.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var message = MailTexts.Write(mail, settings.From);
        await client.SendMailAsync(message, late.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail ({Kind}) could not be sent, attempt {Attempt} of {Attempts}: {Reason}")]
    private static partial void LogNotSent(ILogger logger, MailKind kind, int attempt, int attempts, string reason);
}
