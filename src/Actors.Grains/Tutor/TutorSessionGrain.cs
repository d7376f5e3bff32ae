using Actors.Delivery;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Tutor;

/// <summary>One learner's conversation with the tutor.</summary>
[GrainType("tutor-session")]
internal sealed partial class TutorSessionGrain(
    [PersistentState("tutor", "actors")] IPersistentState<TutorSessionState> state,
    IChatClient chat, ITutorSummaries summaries, IChineseReader reader, ITurnLog turnLog, SessionSettings settings, TimeProvider time, ILogger<TutorSessionGrain> log)
    : Grain, ITutorSessionGrain, ISessionDoorbell, IRemindable
{
    private const int MaxWaiting = 16;
    private const int LogBatch = 4;
    private const int SummaryBatch = 10;
    private const int MostSummarised = 40;
    private const int MaxSummary = 1500;
    private const int ReservedForEnd = 64;

    private readonly Conversation _conversation = new();
    private readonly RecentCommands _recent = new();
    private readonly Queue<OpenTurn> _waiting = new();
    private readonly StoppedMessages _stopped = new();
    private SessionLog _events = null!;
    private Inbox _inbox = null!;
    private OpenTurn? _current;
    private long _lastTurn;
    private bool _isLogging, _isSummarising, _isEnding;

    private TutorSessionState State => state.State;

    private string Key => this.GetPrimaryKeyString();

    /// <summary>Whether enough event numbers are reserved for another turn.</summary>
    private bool HasNumbers => _events.HasReserved(ReservedForEnd + _waiting.Count);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _inbox = new Inbox(this.AsReference<ISessionDoorbell>());
        _events = new SessionLog(Key, State.SeqCeiling, time, log);
        _lastTurn = State.LastTurn;
        await RememberAsync();
        if (State.AnswerCount > 0) _ = TellWordBookAsync();
        if (summaries.AreRead && _lastTurn > 0) _ = DebitAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isEnding = true;
        LogEnding(log, Key, reason.ReasonCode, _current?.Turn);
        // Where the directory has lost this activation another one may be there already: a turn that both end would be saved by one alone.
        var mayFinish = reason.ReasonCode is not (DeactivationReasonCode.DirectoryFailure or DeactivationReasonCode.DuplicateActivation or DeactivationReasonCode.ApplicationError);
        try
        {
            await _inbox.TakeInUntilAsync(() => _current is null, mayFinish ? settings.FinishWithin : TimeSpan.Zero, time, cancellationToken);
        }
        finally
        {
            await LeaveTurnsAsync();
            _events.Leave();
        }
        if (!State.Unlogged.IsEmpty) await turnLog.AppendAsync(Key, TurnsToLog());
    }

    public Task<Attached> Attach(AttachSession command) =>
        Task.FromResult(_events.Attach(command.Host, command.After, _lastTurn, _current is not null));

    public Task Ring() => _inbox.TakeInAsync();

    public Task<ChatOutcome> Chat(StartChat command)
    {
        _events.Attend(command.Host);
        return command.IsAgain ? ChatAgainAsync(command) : ChatOnceAsync(command);
    }

    private async Task<ChatOutcome> ChatAgainAsync(StartChat command)
    {
        await _inbox.TakeInAsync(); // the session is silent: the call that should have taken in what is there may be lost
        return await ChatOnceAsync(command);
    }

    private Task<ChatOutcome> ChatOnceAsync(StartChat command)
    {
        if (FindOpen(command) is { } open) return Task.FromResult(open);
        if (_stopped.EndOf(command) is { } end && !IsKnown(command.Id)) return Task.FromResult(new ChatOutcome(ChatStatus.Answered, end));
        var mustWait = IsKnown(command.Id) || IsUsedUp || (_current is not null && command.Policy == DoubleText.Interrupt) || !HasNumbers;
        return mustWait ? ChatSlowlyAsync(command) : Accept(command);
    }

    private async Task<ChatOutcome> ChatSlowlyAsync(StartChat command)
    {
        if (await FindEndedAsync(command) is { } known) return known;
        if (IsUsedUp && await AskQuotaAsync() is { } quota) return new(ChatStatus.QuotaExceeded, Quota: quota);
        if (_current is not null && command.Policy == DoubleText.Interrupt) await StopAsync();
        if (!HasNumbers) await SaveAsync(State);
        return await Accept(command);
    }

    private Task<ChatOutcome> Accept(StartChat command)
    {
        if (_current is not null)
        {
            if (command.Policy == DoubleText.Reject) return Outcomes.Busy;
            if (_waiting.Count >= MaxWaiting) return Outcomes.QueueFull;
        }
        var turn = new OpenTurn(Key, ++_lastTurn, command, time);
        _events.Emit(turn.Turn, EventKind.Progress, TutorFrames.Typing(turn.Turn, _events.NextSeq, command.ClientId, command.IsAgain));
        if (_current is null) Begin(turn);
        else
        {
            _waiting.Enqueue(turn);
            SessionMetrics.Waiting(1);
        }
        return Task.FromResult(new ChatOutcome(ChatStatus.Accepted, Turn: turn.Turn));
    }

    public Task<bool> Stop(StopTurn command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        _events.Attend(command.Host);
        if (_current is null) return false;
        await StopAsync();
        return true;
    });

    public async Task<HistoryPage> History(HistoryQuery query)
    {
        var before = HistoryRules.TurnBefore(query.BeforeId) ?? (long.MaxValue, false);
        var turns = await TurnsBeforeAsync(before, Math.Clamp(query.Limit, 1, HistoryQuery.MaxLimit));
        return HistoryRules.Page(turns, before, query.Limit);
    }

    public Task<TutorSnapshot> Snapshot() => Task.FromResult(TakeSnapshot());

    public Task SetRole(ChangeRole command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        _events.Attend(command.Host);
        await SaveAsync(State with { UserRole = command.UserRole });
        EmitState(command.ClientId);
        return true;
    });

    public Task ClearHistory(ClearHistory command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        _events.Attend(command.Host);
        if (_current is not null) await StopAsync();
        await Book.CatchUp(await KeepTurns());
        // What was learnt from the cleared turns stays with her: her temper, and the words that were missed.
        await SaveAsync(State with { ClearedThrough = _lastTurn, ClearedSeq = _events.NextSeq, LastTurn = _lastTurn, Unlogged = [], Quizzes = [], Summary = null });
        _conversation.Clear();
        _events.Forget();
        EmitState(command.ClientId);
        await turnLog.DeleteAsync(Key, State.ClearedThrough);
        return true;
    });

    public Task<bool> AnswerQuiz(AnswerQuiz command) => _recent.OnceAsync(command.CommandId, async () =>
    {
        _events.Attend(command.Host);
        if (State.Quizzes.FirstOrDefault(posed => posed.Quiz.QuizId == command.QuizId) is not { } posed) return false;
        var isRight = posed.WasCorrect ?? string.Equals(posed.Quiz.Answer, command.Answer.Trim(), StringComparison.OrdinalIgnoreCase);
        if (posed.WasCorrect is null) await SaveAsync(QuizRules.Answered(State, posed, isRight, NowMs()));
        else if (!_events.HasReserved(ReservedForEnd)) await SaveAsync(State);
        var verdict = new QuizVerdict(command.QuizId, isRight, posed.Quiz.Answer, posed.Quiz.Explanation, State.SulkingLevel);
        _events.Emit(_lastTurn, EventKind.Change, TutorFrames.QuizResult(_lastTurn, _events.NextSeq, command.ClientId, verdict));
        if (!State.Answers.IsEmpty && !_isTelling) _ = TellWordBookAsync();
        return true;
    });

    private async Task Say(OpenTurn turn, string text, TutorEmotion? emotion)
    {
        if (_current != turn) return;
        if (!_events.HasReserved(ReservedForEnd)) await SaveAsync(State);
        var face = turn.Shown.Length == 0 && emotion is { } known ? ReplyRules.Face(known, turn.SulkingLevel) : (TutorEmotion?)null;
        turn.Shown.Append(text);
        _events.Emit(turn.Turn, EventKind.Progress, TutorFrames.Delta(turn.Turn, _events.NextSeq, turn.Command.ClientId, text, face));
    }

    private Task Finish(OpenTurn turn, TutorReply reply, long tokens)
    {
        if (_current != turn) return Task.CompletedTask;
        var read = reply.Pinyin.Length > 0 ? reply : reply with { Pinyin = reader.PinyinOf(reply.Chinese) };
        return EndAsync(turn, ReplyRules.Shape(read, turn.SulkingLevel, turn.Turn), isInterrupted: false, tokens);
    }

    private Task Summarised(long turn, string notes) =>
        turn <= State.ClearedThrough ? Task.CompletedTask : SaveAsync(State with { Summary = ReplyParser.Cut(notes, MaxSummary), SummarisedThrough = turn });

    private Task Logged(long turn)
    {
        _isLogging = false;
        // Written with the next turn; if that never comes, the log takes the same turns again and keeps the first copy.
        state.State = State with { Unlogged = State.Unlogged.RemoveAll(logged => logged.Turn.Turn <= turn) };
        return Task.CompletedTask;
    }

    private void Begin(OpenTurn turn)
    {
        using var within = turn.Enter(log);
        var text = TextRules.Normalise(turn.Command.Message);
        var tone = ToneRules.Of(turn.Command.Message, text);
        var away = State.LastMessageAtMs == 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(Math.Max(0, turn.AtMs - State.LastMessageAtMs));
        turn.SulkingLevel = SulkingRules.AfterMessage(State.SulkingLevel, tone, away);
        turn.Favourability = SulkingRules.Favourability(State.Favourability, tone, away);
        var brief = new TutorBrief
        {
            Session = Key,
            Turn = turn.Turn,
            Message = turn.Command.Message,
            Normalised = text,
            UserRole = turn.Command.UserRole ?? State.UserRole,
            Tone = tone,
            SulkingBefore = State.SulkingLevel,
            SulkingLevel = turn.SulkingLevel,
            Favourability = turn.Favourability,
            DaysAway = SulkingRules.DaysAway(away),
            LastReply = _conversation.Last?.Reply.Chinese,
            LastAnswer = State.AnswersSinceTurn is [.., var last] ? last == 'r' : null,
            MissedWords = State.MissedWords,
            DueWords = DueNow(),
            Summary = State.Summary,
        };
        _current = turn;
        SessionMetrics.UnderWay(1);
        var sink = new ReplySink((piece, face) => _inbox.Post(() => Say(turn, piece, face)), (reply, tokens) => _inbox.Post(() => Finish(turn, reply, tokens)));
        _ = new ReplyStream(chat, log).RunAsync(sink, TutorPrompt.Messages(brief, [.. _conversation.Turns]), brief, turn.Stopping.Token);
    }

    private void BeginNext()
    {
        _current = null;
        SessionMetrics.UnderWay(-1);
        // An activation that ends begins nothing: who has sent it will send it again.
        if (_isEnding || !_waiting.TryDequeue(out var next)) return;
        SessionMetrics.Waiting(-1);
        next.AfterWait(Begin);
    }

    /// <summary>Gives up what has not ended: the activation leaves.</summary>
    private Task LeaveTurnsAsync()
    {
        SessionMetrics.Waiting(-_waiting.Count);
        foreach (var waiting in _waiting) waiting.Left();
        if (_current is null) return Task.CompletedTask;
        SessionMetrics.UnderWay(-1);
        _current.Left();
        return _current.Stopping.CancelAsync();
    }

    /// <summary>Ends the current turn with what was shown, and all that wait with nothing.</summary>
    private async Task StopAsync()
    {
        var turn = _current!;
        var dropped = _waiting.ToArray();
        _waiting.Clear();
        SessionMetrics.Waiting(-dropped.Length);
        _events.RaiseEpoch();
        await turn.Stopping.CancelAsync();
        var partial = new TutorReply(turn.Shown.ToString(), "", "", State.Emotion, TutorGesture.None, []);
        await EndAsync(turn, partial, isInterrupted: true);
        foreach (var waiting in dropped)
        {
            EmitDropped(waiting);
            waiting.Left();
        }
    }

    private async Task EndAsync(OpenTurn turn, TutorReply reply, bool isInterrupted, long tokens = 0)
    {
        using var within = turn.Enter(log);
        var ended = new TutorTurn(turn.Turn, _events.NextSeq, turn.Command.ClientId, turn.AtMs, turn.Command.Message,
            State.AnswersSinceTurn, reply, turn.SulkingLevel, isInterrupted, NowMs(), turn.Command.CommandId);
        try
        {
            await SaveAsync(State with
            {
                // Those that wait have numbers that clients have seen.
                LastTurn = _lastTurn,
                SulkingLevel = turn.SulkingLevel,
                Favourability = turn.Favourability,
                Emotion = reply.Emotion,
                UserRole = turn.Command.UserRole ?? State.UserRole,
                LastMessageAtMs = turn.AtMs,
                AnswersSinceTurn = "",
                NudgesSent = 0,
                Quizzes = ReplyRules.Pose(State.Quizzes, reply.Quizzes),
                Unlogged = State.Unlogged.Add(new(ended)),
                Debits = tokens > 0 ? State.Debits.Add(new(turn.Turn, tokens)) : State.Debits,
            });
        }
        catch (Exception failure)
        {
            // Not acknowledged, so nothing is lost: the client may send the same id again.
            LogNotSaved(log, turn.Turn, Key, failure);
            turn.Ended(TurnOutcome.Failed, time);
            _stopped.Add(turn.Command, EmitFailed(turn, "STORAGE_UNAVAILABLE"));
            BeginNext();
            if (failure is InconsistentStateException) throw;
            return;
        }
        turn.Ended(isInterrupted ? TurnOutcome.Interrupted : reply.IsFallback ? TurnOutcome.Fallback : TurnOutcome.Answered, time);
        _conversation.Add(ended);
        var final = _events.Emit(turn.Turn, EventKind.Final, TutorFrames.Final(ended));
        if (isInterrupted) _stopped.Add(turn.Command, final);
        _events.Skip(); // the number after a reply is that of its sound, which front ends make
        BeginNext();
        BeginBeside();
    }

    /// <summary>Begins what is due after some turns and need not be awaited.</summary>
    private void BeginBeside()
    {
        if (State.Unlogged.Length >= LogBatch && !_isLogging) _ = LogTurnsAsync();
        if (!State.HasReminder && !_isReminding) _ = RemindAsync();
        if (!State.Debits.IsEmpty && !_isDebiting) _ = DebitAsync();
        if (summaries.AreRead && !_isSummarising && _conversation.Turns[0].Turn - 1 - LastSummarised >= SummaryBatch) _ = SummariseAsync();
    }

    private async Task SaveAsync(TutorSessionState next)
    {
        await state.SaveAsync(next with { SeqCeiling = _events.NextCeiling });
        _events.Reserved(State.SeqCeiling);
    }

    private List<TutorTurn> TurnsToLog() => [.. State.Unlogged.Select(static unlogged => unlogged.Turn)];

    private async Task LogTurnsAsync()
    {
        _isLogging = true;
        var turns = TurnsToLog();
        try
        {
            await turnLog.AppendAsync(Key, turns);
            _inbox.Post(() => Logged(turns[^1].Turn));
        }
        catch (Exception failure)
        {
            _isLogging = false;
            LogNotLogged(log, Key, failure);
        }
    }

    private long LastSummarised => Math.Max(State.SummarisedThrough, State.ClearedThrough);

    private async Task SummariseAsync()
    {
        _isSummarising = true;
        try
        {
            var fallen = await turnLog.ReadAsync(Key, LastSummarised, _conversation.Turns[0].Turn, MostSummarised);
            if (fallen.Count == 0) return;
            var notes = await summaries.MakeAsync(TutorSessionKey.FromGrainKey(Key).UserId, State.Summary, fallen, CancellationToken.None);
            if (notes is { Length: > 0 }) _inbox.Post(() => Summarised(fallen[^1].Turn, notes));
        }
        catch (Exception failure)
        {
            LogNotSummarised(log, Key, failure);
        }
        finally
        {
            _isSummarising = false;
        }
    }

    private async Task RememberAsync()
    {
        if (State.LastTurn <= State.ClearedThrough)
        {
            _events.Restore([], State.ClearedSeq);
            return;
        }
        var firstUnlogged = State.Unlogged.IsEmpty ? long.MaxValue : State.Unlogged[0].Turn.Turn;
        // One turn more than she remembers: its last event is where the held ones begin.
        var logged = await turnLog.ReadAsync(Key, State.ClearedThrough, firstUnlogged, Conversation.MostTurns + 1);
        foreach (var (id, turn) in await turnLog.RecentIdsAsync(Key, State.ClearedThrough, Conversation.RememberedIds)) _conversation.Recognise(id, turn);
        List<TutorTurn> known = [.. logged, .. TurnsToLog()];
        foreach (var turn in known) _conversation.Add(turn);
        var older = known.Count - _conversation.Turns.Count;
        var floor = older > 0 ? known[older - 1].Seq : State.ClearedSeq;
        _events.Restore(_conversation.Turns.Select(turn => new SessionEvent(turn.Turn, turn.Seq, _events.Epoch, EventKind.Final, TutorFrames.Final(turn))), floor);
    }

    private bool IsKnown(string? id) => id is not null && _conversation.TurnOf(id) is not null;

    /// <summary>The outcome of a message whose id belongs to a turn under way or waiting.</summary>
    private ChatOutcome? FindOpen(StartChat command)
    {
        if (command.Id is not { } id || _current is null) return null;
        var open = _current.Command.Id == id ? _current : _waiting.FirstOrDefault(waiting => waiting.Command.Id == id);
        if (open is null) return null;
        return new(open.Command.Message == command.Message ? ChatStatus.InProgress : ChatStatus.IdConflict, Turn: open.Turn);
    }

    /// <summary>The outcome of a message whose id belongs to a turn that has ended.</summary>
    private async Task<ChatOutcome?> FindEndedAsync(StartChat command)
    {
        if (command.Id is not { } id || _conversation.TurnOf(id) is not { } number) return null;
        if (_conversation.Find(number) is not { } turn)
        {
            if (await turnLog.ReadAsync(Key, number - 1, number + 1, 1) is not [var old]) return null;
            turn = old;
        }
        return turn.UserText == command.Message
            ? new(ChatStatus.Answered, new SessionEvent(turn.Turn, turn.Seq, _events.Epoch, EventKind.Final, TutorFrames.Final(turn)))
            : new(ChatStatus.IdConflict);
    }

    private async Task<IReadOnlyList<TutorTurn>> TurnsBeforeAsync((long Turn, bool IncludesUser) before, int limit)
    {
        var end = before.IncludesUser ? before.Turn + 1 : before.Turn;
        var remembered = _conversation.Turns.Where(turn => turn.Turn < end).ToList();
        // A turn that was stopped at once is one message.
        if (HistoryRules.Messages(remembered) >= limit || State.LastTurn <= State.ClearedThrough) return remembered;
        var until = remembered.Count > 0 ? remembered[0].Turn : Math.Min(end, _conversation.Turns.Count > 0 ? _conversation.Turns[0].Turn : long.MaxValue);
        return [.. await turnLog.ReadAsync(Key, State.ClearedThrough, until, limit - remembered.Count), .. remembered];
    }

    private TutorSnapshot TakeSnapshot() => new(State.SulkingLevel, State.Emotion, State.UserRole, _conversation.Completed,
        State.Favourability, _current is not null, State.MissedWords);

    private void EmitState(string? clientId) =>
        _events.Emit(_lastTurn, EventKind.Change, TutorFrames.State(_lastTurn, _events.NextSeq, clientId, TakeSnapshot()));

    private SessionEvent EmitFailed(OpenTurn turn, string errorCode) => _events.Emit(turn.Turn, EventKind.Final,
        TutorFrames.Failed(turn.Turn, _events.NextSeq, turn.Command.ClientId, errorCode, "The turn came to nothing. Send the same id again."));

    private void EmitDropped(OpenTurn turn) => _stopped.Add(turn.Command, _events.Emit(turn.Turn, EventKind.Final, TutorFrames.Final(new TutorTurn(turn.Turn, _events.NextSeq,
        turn.Command.ClientId, turn.AtMs, turn.Command.Message, "", new TutorReply("", "", "", State.Emotion, TutorGesture.None, []),
        State.SulkingLevel, IsInterrupted: true, NowMs()))));

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} ends: {Reason}, with turn {Turn} under way")]
    private static partial void LogEnding(ILogger logger, string session, DeactivationReasonCode reason, long? turn);

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn {Turn} of session {Session} could not be saved")]
    private static partial void LogNotSaved(ILogger logger, long turn, string session, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended turns of session {Session} could not be copied to the turn log; they stay in the state")]
    private static partial void LogNotLogged(ILogger logger, string session, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turns of session {Session} that fell out of memory could not be summarised")]
    private static partial void LogNotSummarised(ILogger logger, string session, Exception failure);

    private static class Outcomes
    {
        public static readonly Task<ChatOutcome> Busy = Task.FromResult(new ChatOutcome(ChatStatus.Busy));
        public static readonly Task<ChatOutcome> QueueFull = Task.FromResult(new ChatOutcome(ChatStatus.QueueFull));
    }
}
