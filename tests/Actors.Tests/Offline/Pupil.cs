using System.Text.RegularExpressions;
using Actors.Language;
using Actors.Offline;
using Actors.Tutor;

namespace Actors.Tests.Offline;

/// <summary>Somebody who talks with the offline tutor: keeps what a session would keep between the turns.</summary>
internal sealed partial class Pupil
{
    /// <summary>One tutor for all tests: it keeps nothing between replies.</summary>
    public static readonly OfflineTutor Tutor = new();

    private static readonly (string Move, Regex Text)[] Lines = [.. Tsv.Read("lines.tsv").Concat(Tsv.Read("word-lines.tsv"))
        .Select(static row => (row[0], new Regex("^" + Placeholder().Replace(row[4], ".*"), RegexOptions.CultureInvariant | RegexOptions.Singleline)))];

    public string Session { get; init; } = "s";

    public string Role { get; set; } = UserRoles.Brother;

    public int Level { get; set; }

    public long Turn { get; private set; }

    public string? Last { get; private set; }

    public bool? LastAnswer { get; set; }

    public List<string> Missed { get; } = [];

    public TutorBrief Brief(string message, TimeSpan? away = null)
    {
        var tone = ToneRules.Of(message);
        return new TutorBrief
        {
            Session = Session,
            Turn = Turn,
            Message = message,
            UserRole = Role,
            Tone = tone,
            SulkingBefore = Level,
            SulkingLevel = SulkingRules.AfterMessage(Level, tone, away),
            Favourability = SulkingRules.FirstFavourability,
            DaysAway = SulkingRules.DaysAway(away),
            LastReply = Last,
            LastAnswer = LastAnswer,
            MissedWords = [.. Missed],
        };
    }

    /// <summary>Says something and hears the answer.</summary>
    public TutorReply Say(string message, TimeSpan? away = null)
    {
        Turn++;
        var brief = Brief(message, away);
        var reply = Tutor.Reply(brief);
        (Level, Last, LastAnswer) = (brief.SulkingLevel, reply.Chinese, null);
        return reply;
    }

    /// <summary>The dialogue moves among whose lines a reply can be.</summary>
    public static IEnumerable<string> MovesOf(TutorReply reply) => Lines.Where(line => line.Text.IsMatch(reply.Chinese)).Select(static line => line.Move).Distinct();

    /// <summary>The answers to a message in eight different turns, so that no single line decides a test.</summary>
    public static IEnumerable<TutorReply> Answers(string message) => Enumerable.Range(0, 8).Select(n => new Pupil { Session = $"s{n}" }.Say(message));

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
