using System.Text;
using Actors.Tutor;

namespace Actors.Tests.House;

/// <summary>
/// What other processes and clients rely on, written down: a change of it must be meant. To accept one, run with
/// ACTORS_ACCEPT=1 and commit the changed file with its reason.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly TutorQuiz Quiz = new("q7-1", "“茶” nghĩa là gì?", ["trà", "cơm"], "trà", "茶 chá", "茶");

    [Fact]
    public void Grain_interfaces_are_what_was_agreed()
    {
        var text = new StringBuilder();
        foreach (var contract in GrainContracts.Interfaces)
        {
            text.Append(contract.FullName).Append(" : ").AppendJoin(", ", contract.GetInterfaces().Select(static i => i.Name).Order(StringComparer.Ordinal)).Append('\n');
            foreach (var method in contract.GetMethods().OrderBy(static m => m.Name, StringComparer.Ordinal))
            {
                text.Append("  ").Append(method).Append('\n');
            }
        }
        Verify("GrainInterfaces.txt", text.ToString());
    }

    [Fact]
    public void Serialized_members_are_what_was_agreed()
    {
        var text = new StringBuilder();
        foreach (var type in GrainContracts.Messages)
        {
            text.Append(GrainContracts.AliasOf(type)).Append(" = ").Append(type.FullName).Append('\n');
            foreach (var (id, name, memberType) in GrainContracts.Members(type)) text.Append($"  {id} {name} {memberType}\n");
        }
        Verify("Messages.txt", text.ToString());
    }

    [Fact]
    public void Frames_on_the_wire_are_what_was_agreed()
    {
        var reply = new TutorReply("师兄好！", "Chào sư huynh!", "shī xiōng hǎo", TutorEmotion.Happy, TutorGesture.PourTea, [Quiz]);
        var turn = new TutorTurn(12, 351, "c1", 1_795_165_200_000, "你好", "rw", reply, 2, IsInterrupted: false, 1_795_165_201_500);
        var snapshot = new TutorSnapshot(2, TutorEmotion.Neutral, "师姐", 3, 51, IsGenerating: true, ["茶"]);
        byte[][] frames =
        [
            TutorFrames.Typing(12, 349, "c1"), TutorFrames.Delta(12, 350, "c1", "师兄好！", TutorEmotion.Happy), TutorFrames.Delta(12, 350, null, "\"<&>\"", null), TutorFrames.Final(turn),
            TutorFrames.Final(turn with { IsInterrupted = true, ClientId = null }), TutorFrames.Failed(12, 352, "c1", "STORAGE_UNAVAILABLE", "text"),
            TutorFrames.State(12, 353, "c2", snapshot), TutorFrames.State(0, 0, null, snapshot),
            TutorFrames.QuizResult(12, 354, "c3", new QuizVerdict("q7-1", IsCorrect: true, "trà", "茶 chá", 1)),
            TutorFrames.History("h", new HistoryPage([new("12u", IsUser: true, "你好", 1_795_165_200_000), new("12a", IsUser: false, "师兄好！", 1_795_165_201_500)])),
        ];
        Verify("Frames.txt", string.Concat(frames.Select(static frame => Encoding.UTF8.GetString(frame) + "\n")));
    }

    [Fact]
    public void A_prompt_is_what_was_agreed()
    {
        var reply = new TutorReply("师兄好！", "", "", TutorEmotion.Happy, TutorGesture.None, []);
        var brief = new TutorBrief
        {
            Session = "u1",
            Turn = 3,
            Message = "再见",
            UserRole = UserRoles.Brother,
            Tone = Tone.Neutral,
            SulkingBefore = 2,
            SulkingLevel = 1,
            Favourability = 51,
            DaysAway = 1,
            LastReply = reply.Chinese,
            LastAnswer = true,
            MissedWords = ["茶", "剑"],
        };
        var memory = new[] { new TutorTurn(2, 9, null, 0, "你好", "", reply, 2, IsInterrupted: false, 0) };
        var messages = TutorPrompt.Repair(TutorPrompt.Messages(brief, memory), "{\"chinese_content\":\"再", "再");
        Verify("Prompt.txt", string.Concat(messages.Select(static message => $"[{message.Role}]\n{message.Text}\n\n")).ReplaceLineEndings("\n") + ReplySchema.Format.Schema + "\n");
    }

    [Fact]
    public void A_quiz_never_carries_its_answer_to_the_client()
    {
        var reply = new TutorReply("问", "", "wèn", TutorEmotion.Neutral, TutorGesture.None, [Quiz with { Answer = "SECRET", Explanation = "SECRET", Options = ["a", "b"] }]);
        var frame = TutorFrames.Final(new TutorTurn(1, 1, null, 0, "", "", reply, 0, IsInterrupted: false, 0));
        Assert.DoesNotContain("SECRET", Encoding.UTF8.GetString(frame), StringComparison.Ordinal);
    }

    private static void Verify(string file, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "Actors.Tests", "House", file);
        if (Environment.GetEnvironmentVariable("ACTORS_ACCEPT") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
