using System.Globalization;
using System.Text;

namespace Actors.Tutor;

/// <summary>
/// Reads a model's JSON while it is still arriving and gives out the visible Chinese text as it grows. The JSON may be cut
/// anywhere, in the middle of an escape too. Only looks for one string member of the outermost object; whether the whole is
/// sound is judged at the end, by <see cref="ReplyParser"/>.
/// </summary>
public sealed class ReplyReader
{
    private const string VisibleMember = "chinese_content";

    private readonly StringBuilder _json = new();
    private readonly StringBuilder _visible = new();
    private readonly StringBuilder _key = new();
    private readonly StringBuilder _unicode = new();
    private int _depth;
    private bool _inString, _escaped, _expectsKey, _isKey, _isVisible;
    private int _unicodeLeft;

    /// <summary>Everything read so far.</summary>
    public string Json => _json.ToString();

    /// <summary>Reads more; returns what has become visible.</summary>
    public string Read(string part)
    {
        _json.Append(part);
        _visible.Clear();
        foreach (var c in part)
        {
            if (_inString) InString(c);
            else Outside(c);
        }
        // Half a surrogate pair is not text yet: keep it for the next part.
        if (_visible.Length == 0 || !char.IsHighSurrogate(_visible[^1])) return _visible.ToString();
        var half = _visible[^1];
        _visible.Length--;
        var shown = _visible.ToString();
        _pendingHigh = half;
        return shown;
    }

    private char? _pendingHigh;

    private void Outside(char c)
    {
        switch (c)
        {
            case '"':
                _inString = true;
                _isKey = _expectsKey && _depth == 1;
                if (_isKey) _key.Clear();
                break;
            case '{':
                _depth++;
                _expectsKey = true;
                break;
            case '[':
                _depth++;
                _expectsKey = false;
                break;
            case '}' or ']':
                _depth--;
                _expectsKey = false;
                break;
            case ',':
                _expectsKey = true;
                _isVisible = false;
                break;
            case ':':
                _expectsKey = false;
                if (_depth == 1) _isVisible = _key.Equals(VisibleMember);
                break;
        }
    }

    private void InString(char c)
    {
        if (_unicodeLeft > 0) InUnicode(c);
        else if (_escaped)
        {
            _escaped = false;
            if (c == 'u') _unicodeLeft = 4;
            else Take(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c });
        }
        else if (c == '\\') _escaped = true;
        else if (c == '"') _inString = false;
        else Take(c);
    }

    private void InUnicode(char c)
    {
        _unicode.Append(c);
        if (--_unicodeLeft > 0) return;
        if (ushort.TryParse(_unicode.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)) Take((char)unit);
        _unicode.Clear();
    }

    private void Take(char c)
    {
        if (_isKey)
        {
            _key.Append(c);
            return;
        }
        if (!_isVisible || _depth != 1) return;
        if (_pendingHigh is { } high)
        {
            _visible.Append(high);
            _pendingHigh = null;
        }
        _visible.Append(c);
    }
}
