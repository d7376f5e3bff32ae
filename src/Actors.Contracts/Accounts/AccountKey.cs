using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Accounts;

/// <summary>
/// The key of an account: an address of mail in its normal form, or who somebody is to a provider. The only code that builds or reads
/// the text. Two addresses that a person would call the same have one key: letters that could be written in two ways have to be written in one.
/// </summary>
/// <param name="Provider"><c>mail</c>, or the name of a provider.</param>
/// <param name="Subject">The address, or the provider's id of the person.</param>
public readonly record struct AccountKey(string Provider, string Subject)
{
    /// <summary>The provider of accounts that are addresses.</summary>
    public const string Mail = "mail";

    private const int LongestAddress = 254; // RFC 5321
    private const int LongestLocal = 64;
    private const int LongestSubject = 255; // OpenID Connect Core, section 2

    private static readonly IdnMapping Idn = new();

    /// <summary>The grain key. Keys stand in logs and traces, where no address is to be read: it is a hash of the subject.</summary>
    public string ToGrainKey() => $"{Provider}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Subject)).AsSpan(0, 20))}";

    /// <summary>The provider of a grain key.</summary>
    public static string ProviderOf(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The key of an address; null for a text that is none. Case and the form of the domain do not matter.</summary>
    public static AccountKey? OfMail(string? text)
    {
        if (text is null || text.Length > LongestAddress || !IsWellFormed(text)) return null;
        var address = text.Trim().ToLowerInvariant();
        var at = address.LastIndexOf('@');
        if (at is < 1 or > LongestLocal || address.IndexOf('@', StringComparison.Ordinal) != at || address.Any(IsForbidden) || !MailAddress.TryCreate(address, out _)) return null;
        return Domain(address[(at + 1)..]) is { } domain ? new(Mail, $"{address[..at]}@{domain}") : null;
    }

    /// <summary>The key of a person to a provider; null for an id that none would give.</summary>
    public static AccountKey? OfProvider(string provider, string? subject) =>
        subject is { Length: > 0 and <= LongestSubject } && !subject.Any(char.IsControl) ? new(provider, subject) : null;

    private static string? Domain(string text)
    {
        try
        {
            if (text.Any(static c => c is '\u3002' or (>= '\uFF00' and <= '\uFFEF'))) return null; // another dot, and wide forms of the same letters
            var ascii = Idn.GetAscii(text);
            return ascii.Contains('.', StringComparison.Ordinal) && ascii.Split('.').All(static label => label.Length > 0 && label.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Marks that make one letter with the letter before, which is to be written as that one letter: without the data of ICU, which this program
    // does not need elsewhere, nobody here could tell that both are the same.
    private static bool IsForbidden(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u1100' and <= '\u11FF') or '\u3099' or '\u309A' || char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '\\' or '"';

    /// <summary>Whether a text has no half of a character.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])) return false;
        }
        return true;
    }
}
