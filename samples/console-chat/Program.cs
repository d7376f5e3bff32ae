using System.Text;
using Actors.Samples;

// dotnet run --project samples/console-chat -- http://localhost:8000     ACTORS_TOKEN is the learner, else a new guest
Console.OutputEncoding = Encoding.UTF8;
Console.InputEncoding = Encoding.UTF8;
var address = new Uri(args.Length > 0 ? args[0] : "http://localhost:8000");
await using var chat = new TutorConnection(address, Environment.GetEnvironmentVariable("ACTORS_TOKEN"));
var screen = new Screen(Console.Out);
var listening = chat.ListenAsync(screen.Show);
Console.WriteLine("Write to 小月. 1, 2, 3 answers a quiz; /stop, /role 师姐, /history, /quit.");
while (await Console.In.ReadLineAsync() is { } line && line != "/quit")
{
    if (screen.FrameFor(line.Trim()) is { } frame) await chat.SendAsync(frame);
}
await chat.QuietAsync();
return listening.IsFaulted ? 1 : 0;
