using System.Text.RegularExpressions;
using Actors.Language;

namespace Actors.Offline;

/// <summary>A mistake that was found.</summary>
/// <param name="Fixed">The sentence put right.</param>
/// <param name="Why">What was wrong.</param>
internal sealed record Correction(string Fixed, Saying Why);

/// <summary>Finds typical mistakes of Vietnamese learners in a Chinese sentence, by rules.</summary>
internal sealed class Corrector
{
    private const int MaxSentence = 200;

    // The expressions are our own and linear enough, yet no message may hold a turn up.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly Rule[] _rules = [.. Tsv.Read("corrections.tsv").Select(static row =>
        new Rule(row[0], new Regex(row[1], RegexOptions.CultureInvariant, Longest), row[2], new Saying(row[3], row[4], row[5]), row[6], row[7]))];

    /// <summary>The rules with their examples.</summary>
    public IReadOnlyList<(string Id, string Wrong, string Right)> Examples => [.. _rules.Select(static rule => (rule.Id, rule.Wrong, rule.Right))];

    /// <summary>The first mistake, put right; null when no rule finds one.</summary>
    public Correction? Correct(string sentence)
    {
        if (sentence.Length > MaxSentence) return null;
        foreach (var rule in _rules)
        {
            try
            {
                if (!rule.Pattern.IsMatch(sentence)) continue;
                return new(rule.Pattern.Replace(sentence, rule.Replacement), rule.Why);
            }
            catch (RegexMatchTimeoutException)
            {
                return null;
            }
        }
        return null;
    }

    private sealed record Rule(string Id, Regex Pattern, string Replacement, Saying Why, string Wrong, string Right);
}
