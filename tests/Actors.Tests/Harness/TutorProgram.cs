using System.Text.Json;
using System.Threading.Channels;
using Actors.Delivery;
using Actors.Storage;
using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Harness;

/// <summary>
/// Sessions without a front end: the real grains, storage and offline tutor on the engine of the build, on a clock that tests move. It
/// watches the sessions as a front end would.
/// </summary>
public sealed class TutorProgram : IHostObserver, IAsyncDisposable
{
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly IHost _host;
    private readonly IHostObserver _self;

    private TutorProgram(IHost host)
    {
        _host = host;
        _self = Grains.CreateObjectReference<IHostObserver>(this);
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public WordQueries Words => _host.Services.GetRequiredService<WordQueries>();

    public IWordLog WordLog => _host.Services.GetRequiredService<IWordLog>();

    public static async Task<TutorProgram> StartAsync(StoragePlace place, ManualTime time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection([new(place.Setting.Key, place.Setting.Value), new("Chat:Offline:Delay", "00:00:00")]);
        builder.Services.AddActorsStorage().AddActorsGrains().AddActorsProviders();
        ProgramEngine.AddTo(builder, time);
        var host = builder.Build();
        await host.StartAsync().Soon("start of the program");
        return new TutorProgram(host);
    }

    /// <summary>Whether any grain is to be reminded of anything.</summary>
    public Task<bool> HasRemindersAsync() => ProgramEngine.HasRemindersAsync(_host.Services);

    public ITutorSessionGrain Session(string user) => Grains.GetGrain<ITutorSessionGrain>(user);

    public IWordBookGrain Book(string user) => Grains.GetGrain<IWordBookGrain>(user);

    /// <summary>Says something and waits for the end of the turn.</summary>
    public async Task<JsonElement> ChatAsync(string user, string message)
    {
        Assert.Equal(ChatStatus.Accepted, (await Session(user).Chat(new(null, message, null, DoubleText.Queue, _self)).Soon("chat")).Status);
        return await NextAsync("success");
    }

    /// <summary>Asks until she poses a quiz.</summary>
    public async Task<JsonElement> QuizAsync(string user)
    {
        for (var n = 0; n < 20; n++)
        {
            var quizzes = (await ChatAsync(user, "考考我")).Data().GetProperty("quiz_list");
            if (quizzes.GetArrayLength() > 0) return quizzes[0];
        }
        throw new InvalidOperationException("She poses no quiz.");
    }

    /// <summary>Answers a quiz rightly or wrongly, as the session's own verdict tells.</summary>
    public async Task<bool> AnswerAsync(string user, JsonElement quiz, string option)
    {
        Assert.True(await Session(user).AnswerQuiz(new(null, quiz.Text("quiz_id"), option, _self)).Soon("answer"));
        return (await NextAsync("quiz_result")).Data().GetProperty("correct").GetBoolean();
    }

    /// <summary>Sends a message, as a front end does.</summary>
    public Task<ChatOutcome> SendAsync(string user, StartChat message) => Session(user).Chat(message with { Host = _self });

    /// <summary>Listens to a session as a front end does.</summary>
    public Task WatchAsync(string user) => Session(user).Attach(new(_self, null)).Soon("renewal");

    /// <summary>Ticks the session's reminder, as the service does when it is due, and waits until that is worked off.</summary>
    public Task TickAsync(string user) => Grains.GetGrain<IRemindable>(GrainId.Create("tutor-session", user)).ReceiveReminder("absence", default).Soon("a tick");

    /// <summary>Reads on until a frame of this status.</summary>
    public async Task<JsonElement> NextAsync(string status)
    {
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync().AsTask().Soon(status);
            if (frame.Status() == status) return frame;
        }
    }

    /// <summary>What has come and was not read.</summary>
    public List<JsonElement> Rest()
    {
        var rest = new List<JsonElement>();
        while (_frames.Reader.TryRead(out var frame)) rest.Add(frame);
        return rest;
    }

    /// <summary>What the user would be shown of the words.</summary>
    public async Task<Dictionary<string, WordRow>> WordsAsync(string user)
    {
        await Book(user).CatchUp(await Session(user).KeepTurns().Soon("turns")).Soon("counting");
        return (await Words.PageAsync(user, onlyDue: false, 0, 0, 1000).Soon("words")).Words.ToDictionary(static word => word.Word);
    }

    public Task Deliver(string session, SessionEvent happened)
    {
        _frames.Writer.TryWrite(JsonElement.Parse(happened.Json));
        return Task.CompletedTask;
    }

    public Task Ended(string session) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().Soon("stop of the program");
        _host.Dispose();
    }
}
