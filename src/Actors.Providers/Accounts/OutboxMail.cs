using System.Net.Mail;
using Microsoft.Extensions.Logging;

namespace Actors.Accounts;

/// <summary>Puts mails as <c>.eml</c> files into a folder: for one machine without a mail server, where the operator can read and forward them.</summary>
internal sealed partial class OutboxMail(MailSettings settings, ILogger<OutboxMail> log) : IMail
{
    public async Task PostAsync(Mail mail)
    {
        try
        {
            await WriteAsync(mail);
        }
        catch (Exception failure) when (failure is SmtpException or IOException or UnauthorizedAccessException or FormatException)
        {
            LogNotWritten(log, mail.Kind, failure);
        }
    }

    private async Task WriteAsync(Mail mail)
    {
        var outbox = Directory.CreateDirectory(Path.GetFullPath(settings.Outbox));
        // Written aside and moved, so that whoever watches the folder sees whole mails only.
        var aside = outbox.CreateSubdirectory($".{Guid.CreateVersion7():N}");
        try
        {
            using (var writer = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside.FullName, DeliveryFormat = SmtpDeliveryFormat.International })
            using (var message = MailTexts.Write(mail, settings.From))
            {
                await writer.SendMailAsync(message);
            }
            var file = aside.GetFiles("*.eml").Single();
            if (!OperatingSystem.IsWindows()) file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // it may hold a reset code
            file.MoveTo(Path.Combine(outbox.FullName, $"{Guid.CreateVersion7():N}.eml"));
        }
        finally
        {
            aside.Delete(recursive: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail ({Kind}) could not be written")]
    private static partial void LogNotWritten(ILogger logger, MailKind kind, Exception failure);
}
