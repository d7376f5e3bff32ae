using System.Collections.Immutable;
using Actors.Accounts;
using Actors.Tutor;

namespace Actors.Tests.Contracts;

/// <summary>What a grain-state record may contain: every registered type, any text, any size, and records of older programs.</summary>
public abstract class GrainStateRecordContract : StorageContract
{
    private static readonly TutorQuiz Quiz = new("q1", "「马」是什么?", ["ngựa", "mẹ"], "ngựa", "mǎ là con ngựa", "马");

    private static readonly TutorReply Reply = new("你好!", "Chào!", "nǐ hǎo", TutorEmotion.Sulking, TutorGesture.TurnAway, [Quiz]);

    public static TheoryData<string> OddTexts => new(
        "", " ", "师父，您吃饭了吗？", "Người Việt — ăn cơm chưa?", "👩‍👩‍👧‍👦🐉", "𠮷野家", "it's \"quoted\" \\ `so`", "$1 @p :p ?1 {0} %s", "'; drop table grain_state; --",
        "a\nb\r\nc\td", "nothing\0here", "\u0001\u001f\u007f", "e\u0301 vs é", "\u202eright to left", "\ufeffmark", "<script>&amp;</script>", "null");

    [Fact]
    public async Task A_tutor_session_comes_back_equal()
    {
        var state = new TutorSessionState
        {
            SeqCeiling = long.MaxValue,
            LastTurn = 2,
            ClearedThrough = 1,
            SulkingLevel = 10,
            Favourability = 0,
            Emotion = TutorEmotion.Angry,
            UserRole = "师兄",
            LastMessageAtMs = 1_795_000_000_123,
            AnswersSinceTurn = "rwr",
            Quizzes = [new PosedQuiz(Quiz, null), new PosedQuiz(Quiz, false)],
            MissedWords = ["马", "骂"],
            Unlogged = [new(new(2, 40, "c-1", 1, "hi", "rw", Reply, 3, true, 2)), new(new(3, 41, null, 1, "", "", Reply, 0, false, 2))],
        };
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = state });
        Assert.Equivalent(state, (await ReadAsync<TutorSessionState>(Id("a"))).State, strict: true);
    }

    [Fact]
    public async Task A_user_comes_back_equal()
    {
        var state = new UserState { Families = [new RefreshFamily("f", 3, 99), new RefreshFamily("g", RefreshFamily.Revoked, long.MaxValue)] };
        await WriteAsync(Id("a", "user"), new StoredState<UserState> { State = state });
        Assert.Equivalent(state, (await ReadAsync<UserState>(Id("a", "user"))).State, strict: true);
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        await WriteAsync(Id("a"), new StoredState<TutorSessionState> { State = new() { UserRole = text, MissedWords = [text, text] } });
        var state = (await ReadAsync<TutorSessionState>(Id("a"))).State;
        Assert.Equal([text, text, text], state.MissedWords.Add(state.UserRole));
    }

    [Theory]
    [InlineData("师父👩‍👩‍👧")]
    [InlineData("it's \"quoted\" \\ $1")]
    [InlineData("a/b+c")]
    [InlineData("two\nlines")]
    public async Task Any_text_is_a_key_and_a_name(string text)
    {
        await WriteAsync(Id(text, text), new StoredState<TutorSessionState> { State = new() { LastTurn = 1 } }, text);
        Assert.Equal(1, (await ReadAsync<TutorSessionState>(Id(text, text), text)).State.LastTurn);
        Assert.False((await ReadAsync<TutorSessionState>(Id(text + " ", text), text)).RecordExists);
    }

    [Fact]
    public async Task A_megabyte_comes_back_and_goes_away()
    {
        var word = string.Concat(Enumerable.Repeat("龙🐉", 150_000));
        var state = new StoredState<TutorSessionState> { State = new() { MissedWords = [word] } };
        await WriteAsync(Id("a"), state);
        Assert.Equal(word, (await ReadAsync<TutorSessionState>(Id("a"))).State.MissedWords.Single());
        state.State = state.State with { MissedWords = ["短"] };
        await WriteAsync(Id("a"), state);
        Assert.Equal("短", (await ReadAsync<TutorSessionState>(Id("a"))).State.MissedWords.Single());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"lastTurn":0}""")]
    [InlineData("""{"lastTurn":0,"no longer used":{"a":[1,2]}}""")]
    public async Task A_record_of_an_older_program_has_defaults_for_what_it_lacks(string json)
    {
        await InsertAsync("a", json);
        var state = await ReadAsync<TutorSessionState>(Id("a"));
        Assert.Equivalent(new TutorSessionState(), state.State, strict: true);
        Assert.False(state.State.Quizzes.IsDefault || state.State.MissedWords.IsDefault || state.State.Unlogged.IsDefault);
        state.State = state.State with { LastTurn = 5, MissedWords = state.State.MissedWords.Add("马") };
        await WriteAsync(Id("a"), state);
        Assert.Equal(5, (await ReadAsync<TutorSessionState>(Id("a"))).State.LastTurn);
    }

    [Fact]
    public async Task A_user_of_an_older_program_has_no_families()
    {
        await InsertAsync("a", "{}");
        Assert.Equal(ImmutableArray<RefreshFamily>.Empty, (await ReadAsync<UserState>(Id("a"))).State.Families);
    }

    /// <summary>Inserts a record behind the program's back.</summary>
    protected virtual Task InsertAsync(string key, string json) => Place.RunAsync(
        "insert into grain_state (grain_type, grain_key, state_name, etag, data) values ('tutor-session', @key, 'state', 3, @json)", new { key, json });
}
