using System.Collections.Immutable;
using Actors.Delivery;
using Microsoft.Extensions.Logging;

namespace Actors.Tutor;

/// <summary>What a session tells the word book, and what she does while the user is away.</summary>
internal sealed partial class TutorSessionGrain
{
    private const string Absence = "absence";
    private const int MostWordsToAsk = 10;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private DueWords _due = DueWords.None;
    private bool _isTelling, _isReminding;

    private TimeSpan Away => TimeSpan.FromMilliseconds(NowMs() - State.LastMessageAtMs);

    private IWordBookGrain Book => GrainFactory.GetGrain<IWordBookGrain>(TutorSessionKey.FromGrainKey(Key).UserId);

    public async Task<long> KeepTurns()
    {
        if (State.Answers is { IsEmpty: false } answers)
        {
            await Book.Answer(answers);
            Forget(answers[^1].Number);
        }
        if (State.Unlogged.IsEmpty) return State.LastTurn;
        var turns = TurnsToLog();
        await turnLog.AppendAsync(Key, turns);
        state.State = State with { Unlogged = State.Unlogged.RemoveAll(logged => logged.Turn.Turn <= turns[^1].Turn) };
        return State.LastTurn;
    }

    public async Task<long> Erase()
    {
        if (_current is not null) await StopAsync();
        if (await this.GetReminder(Absence) is { } reminder) await this.UnregisterReminder(reminder);
        await turnLog.AppendAsync(Key, TurnsToLog()); // so that they are counted; what was being logged comes before this
        var turns = await turnLog.DeleteAsync(Key, long.MaxValue);
        await state.ClearStateAsync();
        DeactivateOnIdle();
        return turns;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_current is not null) return; // the user is here; another tick will come
        var (nudge, sent, next) = NudgeRules.At(Away, State.NudgesSent);
        if (nudge != Nudge.None) await NudgeAsync(nudge, sent, (int)Away.TotalDays, isLast: next is null);
        if (next is { } after) await this.RegisterOrUpdateReminder(Absence, after > Away ? after - Away : TimeSpan.Zero, Day);
        else if (await this.GetReminder(Absence) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private Task WordsKnown(long answersThrough, DueWords due)
    {
        _isTelling = false;
        _due = due;
        Forget(answersThrough);
        if (!State.Answers.IsEmpty) _ = TellWordBookAsync(); // given meanwhile
        return Task.CompletedTask;
    }

    private Task Reminded()
    {
        _isReminding = false;
        state.State = State with { HasReminder = true };
        return Task.CompletedTask;
    }

    // Written with the next turn; if that never comes, the word book is told again and knows it.
    private void Forget(long answersThrough) => state.State = State with { Answers = State.Answers.RemoveAll(answer => answer.Number <= answersThrough) };

    /// <summary>The words that are due; another that has come due meanwhile is there in the next turn.</summary>
    private ImmutableArray<string> DueNow()
    {
        if (_due.NextAtMs <= NowMs() && !_isTelling) _ = TellWordBookAsync();
        return _due.Words;
    }

    private async Task NudgeAsync(Nudge nudge, int sent, int days, bool isLast)
    {
        await KeepTurns(); // a hint must know the latest answers
        var due = nudge == Nudge.Hint ? await Book.Due(MostWordsToAsk) : DueWords.None;
        var next = State with { NudgesSent = sent, HasReminder = !isLast };
        if (nudge == Nudge.Hint && due.Count == 0)
        {
            await SaveAsync(next);
            return;
        }
        var reply = nudge == Nudge.Hint ? Nudges.Hint(State.UserRole, due.Words, due.Count, reader) : Nudges.Miss(State.UserRole, State.SulkingLevel, days, reader);
        if (!HasNumbers) await SaveAsync(State);
        var turn = new TutorTurn(++_lastTurn, _events.NextSeq, null, NowMs(), "", "", reply, State.SulkingLevel, false, NowMs());
        await SaveAsync(next with { LastTurn = _lastTurn, Emotion = reply.Emotion, Unlogged = State.Unlogged.Add(new(turn)) });
        _conversation.Add(turn);
        _events.Emit(turn.Turn, EventKind.Final, TutorFrames.Final(turn));
    }

    /// <summary>Tells the answers that the word book does not have, and asks for the words that are due.</summary>
    private async Task TellWordBookAsync()
    {
        _isTelling = true;
        var answers = State.Answers;
        try
        {
            if (!answers.IsEmpty) await Book.Answer(answers);
            var due = await Book.Due(MostWordsToAsk);
            _inbox.Post(() => WordsKnown(answers.IsEmpty ? 0 : answers[^1].Number, due));
        }
        catch (Exception failure)
        {
            _isTelling = false;
            LogNotTold(log, Key, failure);
        }
    }

    private async Task RemindAsync()
    {
        _isReminding = true;
        try
        {
            await this.RegisterOrUpdateReminder(Absence, NudgeRules.First, Day);
            _inbox.Post(Reminded);
        }
        catch (Exception failure)
        {
            _isReminding = false;
            LogNotReminded(log, Key, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quiz answers of session {Session} could not be given to the word book; they stay in the state")]
    private static partial void LogNotTold(ILogger logger, string session, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No reminder could be set for session {Session}")]
    private static partial void LogNotReminded(ILogger logger, string session, Exception failure);
}
