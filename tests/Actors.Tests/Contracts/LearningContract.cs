using Actors.Study;
using Actors.Tests.Harness;
using Actors.Tutor;

namespace Actors.Tests.Contracts;

/// <summary>What is learnt adds up, on every database: counted once, asked again when it is due.</summary>
public abstract class LearningContract : IAsyncLifetime
{
    private const string User = "u1";

    private StoragePlace _place = null!;

    protected ManualTime Time { get; } = new();

    protected TutorProgram Program { get; private set; } = null!;

    private long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        _place = await NewPlaceAsync();
        Program = await TutorProgram.StartAsync(_place, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoragePlace> NewPlaceAsync();

    [Fact]
    public async Task Words_of_both_sides_are_met_once_a_turn_however_often_they_are_counted()
    {
        await Program.ChatAsync(User, "我喜欢朋友，朋友也喜欢我");
        var first = await Program.WordsAsync(User);
        Assert.Equal((1, NowMs), (first["朋友"].Met, first["朋友"].FirstMetAt));
        Time.Advance(TimeSpan.FromHours(1));
        await Program.ChatAsync(User, "我的朋友来了");
        for (var n = 0; n < 3; n++) Assert.Equal(2, (await Program.WordsAsync(User))["朋友"].Met);
        Assert.Equal((first["朋友"].FirstMetAt, NowMs), ((await Program.WordsAsync(User))["朋友"].FirstMetAt, (await Program.WordsAsync(User))["朋友"].LastMetAt));
        Assert.DoesNotContain("u2", (await Program.WordsAsync("u2")).Keys);
        Assert.Empty(await Program.WordsAsync("u2"));
    }

    [Fact]
    public async Task Words_of_a_long_talk_survive_a_restart_and_a_clearing()
    {
        for (var n = 0; n < 9; n++) await Program.ChatAsync(User, "银行在哪儿");
        await RestartAsync();
        Assert.Equal(9, (await Program.WordsAsync(User))["银行"].Met);
        await Program.ChatAsync(User, "银行在哪儿");
        await Program.Session(User).ClearHistory(new(null, Program)).Soon("clearing");
        Assert.Equal(10, (await Program.WordsAsync(User))["银行"].Met);
        await Program.ChatAsync(User, "银行在哪儿");
        Assert.Equal(11, (await Program.WordsAsync(User))["银行"].Met);
    }

    [Fact]
    public async Task The_same_stretch_and_the_same_answer_twice_count_once()
    {
        MetWord[] words = [new("茶", 3, 10, 20)];
        ActiveSlot[] slots = [new(0, 3)];
        var card = Fsrs.Default.Review(FsrsCard.New, FsrsRating.Good, 1000);
        for (var n = 0; n < 3; n++)
        {
            await Program.WordLog.MeetAsync(User, 5, words, slots).Soon("words");
            await Program.WordLog.AnswerAsync(User, new(1, "茶", true, 1000), card).Soon("answer");
        }
        await Program.WordLog.MeetAsync(User, 7, words, slots).Soon("words");
        var (count, rows) = await Program.Words.PageAsync(User, onlyDue: false, 0, 0, 10);
        Assert.Equal(1, count);
        Assert.Equal(new WordRow("茶", 10, 20, 6, 1, 0, 1000, card.DueAtMs, (long)card.State, (long)Math.Round(card.Stability * 1e6)), Assert.Single(rows));
        Assert.Equal(new SlotProgress(0, 6, 1, 1, 0), Assert.Single(await Program.Words.SlotsAsync(User, 0)));
        var again = await Program.WordLog.CardAsync(User, "茶");
        Assert.Equal((card.State, card.Step, card.DueAtMs, card.ReviewedAtMs), (again.State, again.Step, again.DueAtMs, again.ReviewedAtMs));
        Assert.Equal(card.Stability, again.Stability, 1e-6);
        Assert.Equal(FsrsCard.New, await Program.WordLog.CardAsync(User, "水"));
    }

    [Fact]
    public async Task A_quiz_answer_is_kept_and_its_word_comes_back_when_it_is_due()
    {
        var quiz = await Program.QuizAsync(User);
        var isRight = await Program.AnswerAsync(User, quiz, quiz.GetProperty("options")[0].GetString()!);
        var (word, row) = await AnsweredAsync();
        Assert.Equal(isRight ? (1, 0) : (0, 1), (row.RightAnswers, row.WrongAnswers));
        Assert.Equal(NowMs + (isRight ? 600_000 : 60_000), row.DueAt);
        Assert.DoesNotContain(word, Due(await Program.Book(User).Due(10)));
        Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal([word], Due(await Program.Book(User).Due(10)));
        // The turn finds out that something is due, the next one asks it.
        await Program.ChatAsync(User, "你好");
        await RestartAsync();
        await Program.WatchAsync(User);
        Assert.Equal(word, await NextQuizWordAsync());
    }

    [Fact]
    public async Task Answers_move_a_word_along_the_schedule()
    {
        for (var n = 0; n < 3; n++)
        {
            var quiz = await Program.QuizAsync(User);
            await Program.AnswerAsync(User, quiz, quiz.GetProperty("options")[n].GetString()!);
        }
        await Program.Session(User).KeepTurns().Soon("answers");
        await RestartAsync();
        await Program.Book(User).Answer([new(1, "x", true, 1), new(2, "y", true, 2), new(3, "z", true, 3)]).Soon("answers that are known");
        var rows = (await AllAnsweredAsync()).Values;
        Assert.Equal(3, rows.Sum(static row => row.RightAnswers + row.WrongAnswers));
        Assert.DoesNotContain(rows, static row => row.Word is "x" or "y" or "z");
        var slot = Assert.Single(await Program.Words.SlotsAsync(User, 0));
        Assert.Equal(3, slot.Right + slot.Wrong);
    }

    [Fact]
    public async Task Words_met_but_never_asked_come_after_those_that_are_due()
    {
        await Program.WordLog.MeetAsync(User, 1, [new("茶", 5, 1, 1), new("水", 9, 1, 1), new("剑", 1, 1, 1)], []).Soon("words");
        await Program.WordLog.AnswerAsync(User, new(1, "书", false, 1), Fsrs.Default.Review(FsrsCard.New, FsrsRating.Again, 1)).Soon("answer");
        var due = await Program.Book(User).Due(10);
        Assert.Equal(["书", "水", "茶"], due.Words);
        Assert.Equal((1, long.MaxValue), (due.Count, due.NextAtMs));
    }

    [Fact]
    public async Task Pages_begin_with_what_is_due_first()
    {
        await Program.WordLog.MeetAsync(User, 1, [.. "甲乙丙丁".Select(static (word, n) => new MetWord(word.ToString(), 1, n, n))], []).Soon("words");
        await Program.WordLog.AnswerAsync(User, new(1, "丁", true, 1), Fsrs.Default.Review(FsrsCard.New, FsrsRating.Easy, 1)).Soon("answer");
        await Program.WordLog.AnswerAsync(User, new(2, "乙", false, 1), Fsrs.Default.Review(FsrsCard.New, FsrsRating.Again, 1)).Soon("answer");
        var (count, words) = await Program.Words.PageAsync(User, onlyDue: false, NowMs, 1, 2);
        Assert.Equal((4, "丁丙"), (count, string.Concat(words.Select(static row => row.Word))));
        Assert.Equal("乙丁", string.Concat((await Program.Words.PageAsync(User, onlyDue: true, NowMs, 0, 10)).Words.Select(static row => row.Word)));
    }

    private static string[] Due(DueWords due) => [.. due.Words.Take(due.Count)];

    private async Task<(string Word, WordRow Row)> AnsweredAsync()
    {
        var (word, row) = Assert.Single(await AllAnsweredAsync());
        return (word, row);
    }

    private async Task<Dictionary<string, WordRow>> AllAnsweredAsync() =>
        (await Program.WordsAsync(User)).Where(static pair => pair.Value.RightAnswers + pair.Value.WrongAnswers > 0).ToDictionary();

    private async Task<string> NextQuizWordAsync()
    {
        // The offline tutor names the word in the explanation of its verdict.
        await Program.ChatAsync(User, "你好");
        var quiz = await Program.QuizAsync(User);
        await Program.Session(User).AnswerQuiz(new(null, quiz.Text("quiz_id"), "?", Program)).Soon("answer");
        var explanation = (await Program.NextAsync("quiz_result")).Data().Text("explanation");
        return explanation.Split('“', '”')[1];
    }

    private async Task RestartAsync()
    {
        await Program.DisposeAsync();
        Program = await TutorProgram.StartAsync(_place, Time);
    }
}
