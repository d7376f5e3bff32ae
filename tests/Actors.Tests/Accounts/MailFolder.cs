using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>A mail as its reader sees it.</summary>
public sealed record ReadMail(string To, string Subject, string Body)
{
    /// <summary>The six digits in it.</summary>
    public string Code => Regex.Match(Body, @"\b\d{6}\b", RegexOptions.None, Within.Limit).Value;
}

/// <summary>The outbox of a program without a mail server: <c>.eml</c> files in its data folder.</summary>
public sealed partial class MailFolder : IDisposable
{
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();
    private readonly FileSystemWatcher _watcher;

    public MailFolder(DataFolder data)
    {
        _watcher = new FileSystemWatcher(Directory.CreateDirectory(data.File("outbox")).FullName, "*.eml");
        _watcher.Created += (_, file) => _arrived.Writer.TryWrite(file.FullPath);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The next mail.</summary>
    public async Task<ReadMail> NextAsync() => Read(await _arrived.Reader.ReadAsync().AsTask().Soon("a mail"));

    /// <summary>All mails there are.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_watcher.Path, "*.eml").Order(StringComparer.Ordinal)];

    public static ReadMail Read(string file)
    {
        var (head, body) = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", 2) is [var first, var rest] ? (first, rest) : ("", "");
        var headers = head.Replace("\n ", " ", StringComparison.Ordinal).Split('\n').Select(static line => line.Split(": ", 2)).Where(static pair => pair.Length == 2)
            .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new(Words(headers["To"]), Words(headers["Subject"]), headers["Content-Transfer-Encoding"].ToUpperInvariant() switch
        {
            "BASE64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
            "QUOTED-PRINTABLE" => Quoted(body),
            _ => body,
        });
    }

    public void Dispose() => _watcher.Dispose();

    // RFC 2047; white space between two words belongs to neither.
    private static string Words(string text) => EncodedWord().Replace(BetweenWords().Replace(text, "?==?"), static word => word.Groups[1].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : Quoted(word.Groups[2].Value.Replace('_', ' ')));

    private static string Quoted(string text)
    {
        var bytes = new List<byte>();
        var joined = text.Replace("=\n", "", StringComparison.Ordinal);
        for (var at = 0; at < joined.Length; at++)
        {
            if (joined[at] != '=')
            {
                bytes.Add((byte)joined[at]);
                continue;
            }
            bytes.Add(byte.Parse(joined.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            at += 2;
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?(.*?)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
