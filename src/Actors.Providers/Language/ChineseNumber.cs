using System.Globalization;
using System.Text;

namespace Actors.Language;

/// <summary>Whole numbers as they are said in Chinese. Pure.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";
    private const string Units = "千百十";
    private const int MostDigits = 12;

    /// <summary>
    /// A run of digits as it is read: 20 二十, 105 一百零五, 12000 一万两千 as 一万二千. What is no amount (it begins with a zero, or
    /// is longer than amounts are, or is a year's four digits before 年) is read digit by digit.
    /// </summary>
    public static string Read(ReadOnlySpan<char> digits, bool isYear = false)
    {
        if (digits.Length > MostDigits || isYear || (digits.Length > 1 && digits[0] == '0')) return OneByOne(digits);
        var amount = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (amount == 0) return "零";
        var said = new StringBuilder();
        Group(said, (int)(amount / 1_0000_0000), "亿");
        Group(said, (int)(amount / 1_0000 % 1_0000), "万");
        Group(said, (int)(amount % 1_0000), "");
        var text = said.ToString();
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    private static string OneByOne(ReadOnlySpan<char> digits)
    {
        var said = new StringBuilder(digits.Length);
        foreach (var digit in digits) said.Append(Digits[digit - '0']);
        return said.ToString();
    }

    private static void Group(StringBuilder said, int amount, string name)
    {
        if (amount == 0) return;
        var needsZero = said.Length > 0 && amount < 1000;
        for (var (unit, place) = (1000, 0); unit > 0; unit /= 10, place++)
        {
            var digit = amount / unit % 10;
            if (digit == 0)
            {
                needsZero |= amount >= unit * 10 || (said.Length > 0 && place == 0);
                continue;
            }
            if (needsZero && said.Length > 0) said.Append('零');
            needsZero = false;
            said.Append(Digits[digit]);
            if (place < Units.Length) said.Append(Units[place]);
        }
        said.Append(name);
    }
}
