using Actors.Auth;
using Actors.Delivery;
using Actors.Errors;
using Actors.Speech;

namespace Actors.Tutor;

/// <summary>How a client wants its sound.</summary>
internal enum AudioMode
{
    /// <summary>In the reply.</summary>
    Inline,

    /// <summary>After the reply.</summary>
    Separate,

    /// <summary>Sentence by sentence, as she speaks.</summary>
    Stream,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>What a client chose when it connected.</summary>
/// <param name="After">The last event it has seen.</param>
/// <param name="DoubleText">What its messages do while she answers.</param>
/// <param name="Audio">How it wants its sound.</param>
/// <param name="Format">How its sound is packed.</param>
/// <param name="Language">Its Accept-Language.</param>
internal sealed record TutorClientOptions(long? After, DoubleText DoubleText, AudioMode Audio, AudioFormat Format, string Language)
{
    /// <summary>Reads the query of the request.</summary>
    public static TutorClientOptions Of(HttpRequest request) => new(
        long.TryParse(request.Query["after"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var after) ? after : null,
        request.Query["double_text"].ToString() switch { "interrupt" => DoubleText.Interrupt, "reject" => DoubleText.Reject, _ => DoubleText.Queue },
        request.Query["audio"].ToString() switch { "none" => AudioMode.None, "separate" => AudioMode.Separate, "stream" => AudioMode.Stream, _ => AudioMode.Inline },
        AudioEncoder.Of(request.Query["audio_format"]),
        request.Headers.AcceptLanguage.ToString());

    /// <summary>An attachment that gives what was chosen.</summary>
    public Attachment Attach(string session, Outbox outbox, TutorFrontEnd front) => Audio switch
    {
        AudioMode.None => new Attachment(session, outbox),
        _ when !front.Speaker.IsOn => new UnvoicedAttachment(session, outbox),
        AudioMode.Inline => new InlineAttachment(session, outbox, front.VoiceOf(session), Format, front.Time),
        _ => new SeparateAttachment(session, outbox, front.VoiceOf(session), Format, Audio == AudioMode.Stream),
    };
}

/// <summary>A client of a tutor session, over whatever carries its frames. Frames are taken one after another.</summary>
internal sealed class TutorClient : ISocketClient
{
    private readonly TutorFrontEnd _front;
    private readonly Visitor _visitor;
    private readonly TutorClientOptions _options;
    private readonly ITutorSessionGrain _session;
    private readonly Attachment _attachment;
    private readonly SocketKind _kind;
    private FrameLimiter _limiter;
    private int _isOpen;

    public TutorClient(TutorFrontEnd front, Visitor visitor, TutorClientOptions options, IFrameSink sink)
    {
        _front = front;
        _visitor = visitor;
        _options = options;
        _kind = sink is HubSink ? SocketKind.Hub : SocketKind.WebSocket;
        _limiter = new FrameLimiter(front.Limits, front.Time);
        var key = new TutorSessionKey(visitor.User.Id).ToGrainKey();
        _session = front.Grains.GetGrain<ITutorSessionGrain>(key);
        Outbox = new Outbox(sink, front.Delivery, front.Time, front.Linger);
        _attachment = options.Attach(key, Outbox, front);
    }

    public Outbox Outbox { get; }

    /// <summary>The session's key.</summary>
    public string Session => _attachment.Session;

    private IHostObserver Host => _front.Host.Reference;

    public async Task OpenAsync()
    {
        if (Interlocked.Exchange(ref _isOpen, 1) == 0) DeliveryMetrics.Sockets(_kind, 1);
        await Outbox.HoldAsync();
        var feed = _front.Table.Add(_attachment);
        var attached = await InsistAsync(() => _session.Attach(new(Host, _options.After)));
        if (!feed.Begin(attached.Seq)) _front.Table.Missed?.Invoke(_attachment.Session);
        await Outbox.SendFirstAsync(ControlFrames.Connected(_attachment.Session, _visitor, attached));
        await CatchUpAsync(attached);
    }

    public void Closed()
    {
        if (Interlocked.Exchange(ref _isOpen, 0) == 1) DeliveryMetrics.Sockets(_kind, -1);
        _front.Table.Remove(_attachment);
    }

    public ValueTask TakeBinaryAsync(ReadOnlySpan<byte> frame)
    {
        Refuse(Problem.BinaryFrame, null);
        return ValueTask.CompletedTask;
    }

    public ValueTask TakeAsync(ReadOnlySpan<byte> frame)
    {
        if (!_limiter.TryTake(out var wait))
        {
            TutorFrame.Parse(frame, out var refused);
            DeliveryMetrics.RefusedFrame(Problem.RateLimited.Code);
            Outbox.Add(ControlFrames.Error(Problem.RateLimited, _options.Language, refused.Id, wait));
            return ValueTask.CompletedTask;
        }
        if (_limiter.IsNewlyLow) Outbox.Add(ControlFrames.FrameQuota(_limiter));
        if (TutorFrame.Parse(frame, out var asked) is { } problem)
        {
            Refuse(problem, asked.Id);
            return ValueTask.CompletedTask;
        }
        TutorMetrics.Count(asked.Action);
        if (asked.Action == TutorAction.Ping)
        {
            Outbox.Add(ControlFrames.Pong);
            return ValueTask.CompletedTask;
        }
        var done = CommandTrace.IsOn ? CommandTrace.Follow(asked, _attachment.Session, this) : AnswerAsync(asked);
        return done.IsCompletedSuccessfully ? ValueTask.CompletedTask : new(GuardAsync(done, asked.Id));
    }

    /// <summary>Does what a frame asks.</summary>
    internal Task AnswerAsync(in TutorFrame asked) => asked.Action switch
    {
        TutorAction.Chat => ChatAsync(asked),
        TutorAction.Stop => StopAsync(asked.Id),
        TutorAction.History => HistoryAsync(asked),
        TutorAction.State => StateAsync(asked.Id),
        TutorAction.Resume => ResumeAsync(asked),
        TutorAction.SetRole => SetRoleAsync(asked),
        TutorAction.ClearHistory => ClearAsync(asked.Id),
        TutorAction.QuizAnswer => AnswerQuizAsync(asked),
        _ => Refused(Problem.UnknownAction, asked.Id),
    };

    /// <summary>A command that fails is an error to its client; the socket stays open.</summary>
    private async Task GuardAsync(Task command, string? id)
    {
        try
        {
            await command;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _front.LogCommandFailed(Session, id, failure);
            Refuse(ErrorsSetup.Of(failure), id);
        }
    }

    private Task ChatAsync(in TutorFrame asked)
    {
        var message = TextRules.Clean(asked.Message ?? "");
        if (message.Length == 0) return Refused(Problem.EmptyMessage, asked.Id);
        if (message.Length > TextRules.MaxMessage) return Refused(Problem.MessageTooLong, asked.Id);
        if (asked.UserRole is not null && !UserRoles.IsValid(asked.UserRole)) return Refused(Problem.InvalidRole, asked.Id);
        var command = new StartChat(asked.Id, message, asked.UserRole, _options.DoubleText, Host);
        if (_front.Insistence.IsOn) return ChatSurelyAsync(command);
        var outcome = _session.Chat(command);
        return outcome.IsCompletedSuccessfully && outcome.Result.Status == ChatStatus.Accepted ? Task.CompletedTask : ReportAsync(outcome, asked.Id);
    }

    /// <summary>Sends a message that will be sent again when its session dies. Waits for the answer, but not for a dead silo.</summary>
    private async Task ChatSurelyAsync(StartChat command)
    {
        if (command.ClientId is null) command = command with { CommandId = CommandId() };
        // What is in doubt goes first: the order in which they were said is the order in which she hears them.
        var earlier = _front.Pending.IsInDoubt(_attachment.Session) ? _front.Pending.ResendAsync(_attachment.Session) : Task.CompletedTask;
        var pending = _front.Pending.Add(_attachment.Session, _session, command, outcome => Tell(outcome, command.ClientId));
        var done = SendAsync(command, pending, earlier);
        try
        {
            await done.WaitAsync(_front.Delivery.ResendAfter, _front.Time);
        }
        catch (TimeoutException)
        {
            _ = GuardAsync(done, command.ClientId);
        }
    }

    private async Task SendAsync(StartChat command, PendingTurn pending, Task earlier)
    {
        try
        {
            await earlier;
            var outcome = await _session.Chat(command);
            if (_front.Pending.Answered(_attachment.Session, pending, outcome)) await ReportAsync(outcome, command.ClientId);
        }
        catch (Exception failure) when (Insistence.MayBeLost(failure))
        {
            // It is pending: it will be sent again.
        }
        catch
        {
            if (_front.Pending.Drop(_attachment.Session, pending)) throw;
        }
    }

    /// <summary>Tells what became of a message that was sent again; null when no silo answered.</summary>
    private void Tell(ChatOutcome? outcome, string? id)
    {
        if (outcome is null) Refuse(Problem.Storage, id);
        else _ = GuardAsync(ReportAsync(outcome, id), id);
    }

    private async Task ReportAsync(Task<ChatOutcome> chat, string? id) => await ReportAsync(await chat, id);

    private async Task ReportAsync(ChatOutcome outcome, string? id)
    {
        if (outcome.Status == ChatStatus.Answered) Outbox.Add(await _attachment.PresentAsync(outcome.Final!, isLatest: true));
        else if (outcome.Status is not (ChatStatus.Accepted or ChatStatus.InProgress))
        {
            if (outcome.Quota is { } quota) Outbox.Add(ControlFrames.TokenQuota(quota));
            Refuse(ProblemOf(outcome.Status), id);
        }
    }

    private static Problem ProblemOf(ChatStatus refusal) => refusal switch
    {
        ChatStatus.IdConflict => Problem.IdConflict,
        ChatStatus.Busy => Problem.Busy,
        ChatStatus.QueueFull => Problem.QueueFull,
        ChatStatus.QuotaExceeded => Problem.QuotaExceeded,
        _ => Problem.Storage,
    };

    private async Task StopAsync(string? id)
    {
        var (stop, again) = (new StopTurn(Host, CommandId()), new StopTurn(Host, CommandId()));
        if (await InsistAsync(() => _session.Stop(stop))) return;
        // A turn that died with its silo would begin anew: it must be known there before it can be stopped.
        if (!await _front.Pending.ResendAsync(_attachment.Session) || !await InsistAsync(() => _session.Stop(again))) await StateAsync(id);
    }

    private async Task HistoryAsync(TutorFrame asked)
    {
        var limit = (int)Math.Clamp(asked.Limit ?? HistoryQuery.DefaultLimit, 1, HistoryQuery.MaxLimit);
        Outbox.Add(TutorFrames.History(asked.Id, await InsistAsync(() => _session.History(new(limit, asked.Before)))));
    }

    private async Task StateAsync(string? id) => Outbox.Add(TutorFrames.State(0, 0, id, await InsistAsync(_session.Snapshot)));

    private Task SetRoleAsync(in TutorFrame asked) =>
        UserRoles.IsValid(asked.UserRole) ? SetRoleAsync(new ChangeRole(asked.Id, asked.UserRole!, Host, CommandId())) : Refused(Problem.InvalidRole, asked.Id);

    private Task SetRoleAsync(ChangeRole command) => _front.Insistence.CallAsync(() => _session.SetRole(command));

    private Task ClearAsync(string? id)
    {
        var command = new ClearHistory(id, Host, CommandId());
        return _front.Insistence.CallAsync(() => _session.ClearHistory(command));
    }

    private async Task AnswerQuizAsync(TutorFrame asked)
    {
        if (asked.QuizId is not { Length: > 0 } quiz || asked.Answer is not { } answer)
        {
            Refuse(Problem.InvalidField, asked.Id);
            return;
        }
        var command = new AnswerQuiz(asked.Id, quiz, answer, Host, CommandId());
        if (!await InsistAsync(() => _session.AnswerQuiz(command))) Refuse(Problem.UnknownQuiz, asked.Id);
    }

    private async Task ResumeAsync(TutorFrame asked)
    {
        if (asked.After is not { } after || after < 0)
        {
            Refuse(Problem.InvalidField, asked.Id);
            return;
        }
        await Outbox.HoldAsync();
        try
        {
            await CatchUpAsync(await InsistAsync(() => _session.Attach(new(Host, after))));
        }
        catch
        {
            // Nothing was caught up on: the client goes on as it was, and is told.
            Outbox.Release(0);
            throw;
        }
    }

    /// <summary>Sends what was missed, at the speed of the client, and then lets live events follow.</summary>
    private async Task CatchUpAsync(Attached attached)
    {
        if (attached.IsTooOld) await Outbox.SendFirstAsync(ControlFrames.TooOld);
        foreach (var missed in attached.Replay) await Outbox.SendFirstAsync(await _attachment.PresentAsync(missed, isLatest: missed.Turn == attached.Turn));
        Outbox.Release(attached.Seq);
    }

    /// <summary>An id for a command that may be sent twice.</summary>
    private string? CommandId() => _front.Insistence.IsOn ? Guid.CreateVersion7().ToString("N") : null;

    private Task<T> InsistAsync<T>(Func<Task<T>> call) => _front.Insistence.CallAsync(call);

    private void Refuse(Problem problem, string? id)
    {
        DeliveryMetrics.RefusedFrame(problem.Code);
        Outbox.Add(ControlFrames.Error(problem, _options.Language, id));
    }

    private Task Refused(Problem problem, string? id)
    {
        Refuse(problem, id);
        return Task.CompletedTask;
    }
}
