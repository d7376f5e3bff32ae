using System.ComponentModel.DataAnnotations;
using Actors.Accounts;
using Actors.Texts;

namespace Actors.Api;

/// <summary>What people read when a field is wrong.</summary>
internal static class FieldTexts
{
    public static readonly LocalText Type = LocalText.Of("FIELD_TYPE");

    public static LocalText Of(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => LocalText.Of("FIELD_REQUIRED"),
        StringLengthAttribute length => LocalText.Of("FIELD_LENGTH").With(length.MinimumLength, length.MaximumLength),
        RangeAttribute range => LocalText.Of("FIELD_RANGE").With(range.Minimum, range.Maximum),
        AllowedValuesAttribute allowed => LocalText.Of("FIELD_CHOICE").With(string.Join(", ", allowed.Values)),
        MailAddressAttribute => LocalText.Of("FIELD_EMAIL"),
        _ => LocalText.Of("FIELD_TEXT"),
    };
}

/// <summary>A text that is an address of mail.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string text && AccountKey.OfMail(text) is not null;
}

/// <summary>A text of one line, for people: no control characters, nothing that turns the direction of what follows, no half characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PlainTextAttribute : ValidationAttribute
{
    public override bool IsValid(object? value)
    {
        if (value is not string text) return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD || System.Text.Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) return false;
        }
        return true;
    }
}
