using System.Text.Json;
using Actors.Accounts;
using Actors.Tests.Harness;
using Actors.Tests.House;
using Actors.Tutor;

namespace Actors.Tests.Contracts;

/// <summary>State that the first version has written, after turns, insults, quizzes and a kill, is read by this one: nothing is forgotten.</summary>
public abstract class FirstReleaseContract : IAsyncLifetime
{
    protected const string User = "01a1fa2951a5729ea5ad76c761e8d81f";

    private readonly ManualTime _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1795198375000));

    protected StoragePlace Place { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Place = await NewPlaceAsync();

    public async ValueTask DisposeAsync()
    {
        await Place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoragePlace> NewPlaceAsync();

    [Fact]
    public async Task She_remembers_and_still_sulks()
    {
        await using (await Place.StartAsync()) await KeepAsync("tutor-session", "tutor");
        await using var program = await TutorProgram.StartAsync(Place, _time);
        var snapshot = await program.Session(User).Snapshot().Soon("snapshot");
        Assert.Equal((3, TutorEmotion.Happy, "师姐", 42), (snapshot.SulkingLevel, snapshot.Emotion, snapshot.UserRole, snapshot.Favourability));
        Assert.Equal(["女儿", "弟弟"], snapshot.MissedWords);
        var history = await program.Session(User).History(new()).Soon("history");
        Assert.Equal(["你是笨蛋！", "考考我", "考考我", "再见"], history.Messages.Where(static message => message.IsUser).Select(static message => message.Content));
        await program.WatchAsync(User);
        var reply = await program.ChatAsync(User, "你好");
        Assert.Equal(9, reply.Turn());
        Assert.True(reply.Seq() > 1050, "A number that a client has seen is used again.");
    }

    [Fact]
    public async Task A_message_of_before_is_known()
    {
        await using (await Place.StartAsync()) await KeepAsync("tutor-session", "tutor");
        await using var program = await TutorProgram.StartAsync(Place, _time);
        var outcome = await program.SendAsync(User, new("v8", "再见", null, DoubleText.Queue, null!)).Soon("the same message");
        Assert.Equal(ChatStatus.Answered, outcome.Status);
        Assert.Equal(27, JsonElement.Parse(outcome.Final!.Json).Seq());
    }

    [Fact]
    public async Task A_refresh_token_that_was_used_is_still_used()
    {
        await using (await Place.StartAsync()) await KeepAsync("user", "user");
        await using var program = await TutorProgram.StartAsync(Place, _time);
        var user = program.Grains.GetGrain<IUserGrain>(User);
        Assert.Equal(new RefreshOutcome(true, 2, new(User, "", "", "STUDENT", "FREE", 0, IsGuest: true)), await user.UseRefresh(new("01a1fa2951a57ac481836448978308a5", 1, 1795803174984)).Soon("the next one"));
        Assert.False((await user.UseRefresh(new("01a1fa2951a57ac481836448978308a5", 0, 1795803174984)).Soon("the one that was used")).IsAccepted);
    }

    /// <summary>Puts the record of the first version where the engine finds it.</summary>
    protected virtual Task KeepAsync(string grainType, string name) => Place.RunAsync(
        "insert into grain_state (grain_type, grain_key, state_name, etag, data) values (@grainType, @User, @name, 12, @data)",
        new { grainType, User, name, data = Repository.Read($"tests/Actors.Tests/FirstRelease/{name}.json") });
}
