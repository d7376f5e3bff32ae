using System.Globalization;
using System.Text;

namespace Actors.Tutor;

/// <summary>
/// Reads a model's JSON while it is still arriving and gives out the visible Chinese text as it grows. The JSON may be cut
/// anywhere, in the middle of an escape too. Only looks for two string members of the outermost object; whether the whole is
/// sound is judged at the end, by <see cref="ReplyParser"/>.
/// </summary>
public sealed class ReplyReader
{
    private const string VisibleMember = "chinese_content";
    private const string FaceMember = "emotion";
    private const int LongestFace = 16;

    private readonly StringBuilder _key = new(VisibleMember.Length + 1);
    private string _first = "", _face = "";
    private StringBuilder? _json;
    private StringBuilder? _visible;
    private char? _highHalf;
    private int _depth, _unicodeLeft;
    private ushort _unicode;
    private bool _inString, _escaped, _expectsKey, _isKey, _isVisible, _isFace, _isOver;

    /// <summary>Everything read so far.</summary>
    public string Json => _json?.ToString() ?? _first;

    /// <summary>The emotion, once the visible text has begun, if it came before it.</summary>
    public TutorEmotion? Emotion => _face.Length == 0 ? null : ReplyParser.Member<TutorEmotion>(_face);

    /// <summary>Reads more; returns what has become visible.</summary>
    public string Read(string part)
    {
        if (_json is not null) _json.Append(part);
        else if (_first.Length == 0) _first = part;
        else _json = new StringBuilder(_first).Append(part);

        var shown = "";
        for (var at = 0; at < part.Length && !_isOver;)
        {
            if (!_inString) Outside(part[at++]);
            else if (_escaped || _unicodeLeft > 0 || part[at] is '\\' or '"') InEscape(part[at++]);
            else
            {
                var length = part.AsSpan(at).IndexOfAny('\\', '"');
                var run = length < 0 ? part[at..] : part.Substring(at, length);
                at += run.Length;
                Take(run);
            }
        }
        if (_visible is { Length: > 0 })
        {
            shown = WithoutHalf();
            _visible.Clear();
        }
        return shown;
    }

    /// <summary>Half a surrogate pair is not text yet: it is kept for the next part.</summary>
    private string WithoutHalf()
    {
        if (char.IsHighSurrogate(_visible![^1]))
        {
            _highHalf = _visible[^1];
            _visible.Length--;
        }
        return _visible.ToString();
    }

    private void Outside(char c)
    {
        switch (c)
        {
            case '"':
                _inString = true;
                _isKey = _expectsKey && _depth == 1;
                if (_isKey) _key.Clear();
                break;
            case '{' or '[':
                _depth++;
                _expectsKey = c == '{';
                break;
            case '}' or ']':
                _depth--;
                _expectsKey = false;
                break;
            case ',':
                _expectsKey = true;
                _isVisible = _isFace = false;
                break;
            case ':':
                _expectsKey = false;
                if (_depth != 1) break;
                _isVisible = _key.Equals(VisibleMember);
                _isFace = _key.Equals(FaceMember);
                break;
        }
    }

    private void InEscape(char c)
    {
        if (_unicodeLeft > 0) InUnicode(c);
        else if (_escaped)
        {
            _escaped = false;
            if (c == 'u') (_unicodeLeft, _unicode) = (4, 0);
            else Take((c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c }).ToString());
        }
        else if (c == '\\') _escaped = true;
        else
        {
            _inString = false;
            _isOver = _isVisible && _depth == 1;
        }
    }

    private void InUnicode(char c)
    {
        if (byte.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit)) _unicode = (ushort)((_unicode << 4) | digit);
        if (--_unicodeLeft == 0) Take(((char)_unicode).ToString());
    }

    private void Take(string run)
    {
        if (_isKey)
        {
            if (_key.Length <= VisibleMember.Length) _key.Append(run);
            return;
        }
        if (_isFace && _depth == 1 && _face.Length <= LongestFace) _face += run;
        if (!_isVisible || _depth != 1) return;
        _visible ??= new StringBuilder(run.Length);
        if (_highHalf is { } high) _visible.Append(high);
        _highHalf = null;
        _visible.Append(run);
    }
}
