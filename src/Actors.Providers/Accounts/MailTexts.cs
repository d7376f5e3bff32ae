using System.Globalization;
using System.Net.Mail;
using System.Resources;
using System.Text;

namespace Actors.Accounts;

/// <summary>Writes mails in the language of who reads them, from the resource files beside.</summary>
internal static class MailTexts
{
    private static readonly ResourceManager Texts = new("Actors.Accounts.MailTexts", typeof(MailTexts).Assembly);

    /// <summary>The mail, ready to be sent.</summary>
    public static MailMessage Write(Mail mail, string from)
    {
        var culture = CultureInfo.GetCultureInfo(mail.Language is "ar" or "zh" or "vi" ? mail.Language : "en");
        var name = new string([.. mail.Name.Where(static c => !char.IsControl(c))]);
        var message = new MailMessage(from, mail.To)
        {
            Subject = Text(mail.Kind, "Subject", culture),
            Body = string.Format(culture, Text(mail.Kind, "Body", culture), name, mail.Code),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence note shall answer it
        return message;
    }

    private static string Text(MailKind kind, string part, CultureInfo culture) =>
        Texts.GetString($"{kind}{part}", culture) ?? throw new InvalidOperationException($"There is no text {kind}{part}.");
}
