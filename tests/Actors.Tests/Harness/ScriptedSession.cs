using System.Threading.Channels;
using Actors.Delivery;
using Actors.Tutor;

namespace Actors.Tests.Harness;

/// <summary>A session that does what a test tells it. A message waits until the test answers it.</summary>
public sealed class ScriptedSession : ITutorSessionGrain
{
    private readonly Channel<ScriptedChat> _chats = Channel.CreateUnbounded<ScriptedChat>();

    /// <summary>What an attachment is told.</summary>
    public Func<AttachSession, Task<Attached>> Attaching { get; set; } = static _ => Task.FromResult(new Attached(0, 0, IsGenerating: false, [], IsTooOld: false));

    /// <summary>What a stop is told.</summary>
    public Func<Task<bool>> Stopping { get; set; } = static () => Task.FromResult(false);

    /// <summary>Whether a message has come that was not looked at.</summary>
    public bool HasChat => _chats.Reader.TryPeek(out _);

    /// <summary>The next message.</summary>
    public Task<ScriptedChat> NextChatAsync() => _chats.Reader.ReadAsync().AsTask().Soon("a message to the session");

    public Task<ChatOutcome> Chat(StartChat command)
    {
        var call = new ScriptedChat(command);
        _chats.Writer.TryWrite(call);
        return call.Outcome;
    }

    public Task<Attached> Attach(AttachSession command) => Attaching(command);

    public Task<bool> Stop(StopTurn command) => Stopping();

    public Task<HistoryPage> History(HistoryQuery query) => Task.FromResult(new HistoryPage([]));

    public Task<TutorSnapshot> Snapshot() => Task.FromResult(new TutorSnapshot(0, TutorEmotion.Neutral, UserRoles.Brother, 0, 50, IsGenerating: false, []));

    public Task<long> KeepTurns() => Task.FromResult(0L);

    public Task SetRole(ChangeRole command) => Task.CompletedTask;

    public Task ClearHistory(ClearHistory command) => Task.CompletedTask;

    public Task<bool> AnswerQuiz(AnswerQuiz command) => Task.FromResult(true);

    public Task<long> Erase() => Task.FromResult(0L);
}

/// <summary>A message that waits for its answer.</summary>
public sealed class ScriptedChat(StartChat command)
{
    private readonly TaskCompletionSource<ChatOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StartChat Command { get; } = command;

    public Task<ChatOutcome> Outcome => _outcome.Task;

    public void Answer(ChatStatus status, long turn = 0, SessionEvent? final = null) => _outcome.SetResult(new(status, final, turn));

    /// <summary>The call was lost with its silo.</summary>
    public void Lose() => Fail(new OrleansException("The silo has died."));

    public void Fail(Exception failure) => _outcome.SetException(failure);
}
