namespace Actors.Tutor;

/// <summary>
/// Finds which of many phrases occur in a text, in one pass: a trie, walked from each position. Phrases in Latin letters
/// only count as whole words. Immutable after it was built; thread-safe.
/// </summary>
/// <typeparam name="T">What a phrase stands for.</typeparam>
public sealed class PhraseIndex<T>
{
    private readonly Node _root = new();

    /// <summary>Builds the index. A phrase given twice keeps both meanings.</summary>
    public PhraseIndex(IEnumerable<(string Phrase, T Meaning)> phrases)
    {
        foreach (var (phrase, meaning) in phrases)
        {
            var node = _root;
            foreach (var letter in phrase) node = (node.Next ??= []).TryGetValue(letter, out var next) ? next : node.Next[letter] = new Node();
            (node.Meanings ??= []).Add(meaning);
        }
    }

    /// <summary>All occurrences, by where they start, shorter before longer.</summary>
    public List<PhraseMatch<T>> Find(string text)
    {
        var found = new List<PhraseMatch<T>>();
        foreach (var match in Enumerate(text)) found.Add(match);
        return found;
    }

    /// <summary>The same, one after another, without a list.</summary>
    public Matches Enumerate(string text) => new(this, text);

    /// <summary>The longest phrase that starts at a position, or null.</summary>
    public PhraseMatch<T>? Longest(string text, int start)
    {
        PhraseMatch<T>? longest = null;
        var node = _root;
        for (var at = start; at < text.Length && node.Next?.GetValueOrDefault(text[at]) is { } next; at++)
        {
            node = next;
            if (node.Meanings is { } meanings && IsWhole(text, start, at + 1)) longest = new(start, at + 1 - start, meanings[0]);
        }
        return longest;
    }

    private static bool IsWhole(string text, int start, int end) =>
        !(IsLatin(text[start]) && start > 0 && IsLatin(text[start - 1])) && !(IsLatin(text[end - 1]) && end < text.Length && IsLatin(text[end]));

    // Letters below the CJK blocks are the alphabets that put spaces between words; Vietnamese marks are among them.
    private static bool IsLatin(char letter) => letter < '\u2E80' && char.IsLetterOrDigit(letter);

    /// <summary>Walks over the occurrences in a text.</summary>
    public ref struct Matches(PhraseIndex<T> index, string text)
    {
        private Node _node = index._root;
        private int _start, _at, _meaning = -1;

        /// <summary>The occurrence.</summary>
        public PhraseMatch<T> Current { get; private set; }

        /// <summary>For <c>foreach</c>.</summary>
        public readonly Matches GetEnumerator() => this;

        /// <summary>Goes on to the next occurrence.</summary>
        public bool MoveNext()
        {
            while (_start < text.Length)
            {
                if (_meaning >= 0 && ++_meaning < _node.Meanings!.Count) return Found();
                _meaning = -1;
                if (_at >= text.Length || _node.Next is not { } branches || !branches.TryGetValue(text[_at], out var next))
                {
                    _at = ++_start;
                    _node = index._root;
                    continue;
                }
                _node = next;
                _at++;
                if (_node.Meanings is null || !IsWhole(text, _start, _at)) continue;
                _meaning = 0;
                return Found();
            }
            return false;
        }

        private bool Found()
        {
            Current = new(_start, _at - _start, _node.Meanings![_meaning]);
            return true;
        }
    }

    private sealed class Node
    {
        public Dictionary<char, Node>? Next;
        public List<T>? Meanings;
    }
}

/// <summary>Where a phrase was found.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its length.</param>
/// <param name="Meaning">What it stands for.</param>
public readonly record struct PhraseMatch<T>(int Start, int Length, T Meaning);
