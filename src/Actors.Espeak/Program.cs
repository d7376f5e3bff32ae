using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Actors.Espeak;

// Answers lines on standard input until it ends. First it says what it is: "espeak-ng <version> <samples a second>". Then, for each
// line, "<samples> <position>:<ms> …" (where in the text each word begins, and when) and the sound, 16 bits mono, little-endian;
// "-1" for a line that it could not speak. A library that is not there ends it with code 3.
using var output = Console.OpenStandardOutput();
using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
try
{
    var rate = Synthesizer.Open();
    if (rate <= 0) return 3;
    Write(string.Create(CultureInfo.InvariantCulture, $"espeak-ng {Synthesizer.Version} {rate}"));
}
catch (DllNotFoundException)
{
    return 3;
}
while (input.ReadLine() is { } text)
{
    if (Line.Parse(text) is not { } line || !Synthesizer.Speak(line, out var samples, out var words))
    {
        Write("-1");
        continue;
    }
    Write(string.Join(' ', [samples.Count.ToString(CultureInfo.InvariantCulture), .. words.Select(static word => string.Create(CultureInfo.InvariantCulture, $"{word.Position}:{word.Ms}"))]));
    output.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(samples)));
    output.Flush();
}
return 0;

void Write(string answer)
{
    output.Write(Encoding.UTF8.GetBytes(answer + '\n'));
    output.Flush();
}
