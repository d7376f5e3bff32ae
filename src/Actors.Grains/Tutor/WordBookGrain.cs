using System.Collections.Immutable;
using Actors.Study;

namespace Actors.Tutor;

/// <summary>The words of one user.</summary>
[GrainType("word-book")]
internal sealed class WordBookGrain(
    [PersistentState("words", "actors")] IPersistentState<WordBookState> state, ITurnLog turnLog, IWordLog words, IChineseReader reader, TimeProvider time)
    : Grain, IWordBookGrain
{
    private const int TurnsAtOnce = 200;

    private string UserId => this.GetPrimaryKeyString();

    public async Task Answer(ImmutableArray<WordAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Number <= state.State.AnsweredThrough) continue;
            var card = await words.CardAsync(UserId, answer.Word);
            await words.AnswerAsync(UserId, answer, Fsrs.Default.Review(card, answer.IsRight ? FsrsRating.Good : FsrsRating.Again, answer.AtMs));
            await SaveAsync(state.State with { AnsweredThrough = answer.Number });
        }
    }

    public async Task CatchUp(long throughTurn)
    {
        // A stretch that was begun is first counted to its end.
        while (state.State.CountedThrough < Math.Max(throughTurn, state.State.CountingThrough))
        {
            var after = state.State.CountedThrough;
            if (state.State.CountingThrough <= after) await SaveAsync(state.State with { CountingThrough = Math.Min(after + TurnsAtOnce, throughTurn) });
            var through = state.State.CountingThrough;
            var turns = await turnLog.ReadAsync(new TutorSessionKey(UserId).ToGrainKey(), after, through + 1, TurnsAtOnce);
            if (turns.Count > 0) await words.MeetAsync(UserId, through, WordRules.Met(turns, reader), WordRules.Active(turns));
            await SaveAsync(state.State with { CountedThrough = through });
        }
    }

    public Task<DueWords> Due(int count) => words.DueAsync(UserId, time.GetUtcNow().ToUnixTimeMilliseconds(), count);

    public async Task<long> Erase()
    {
        var count = await words.EraseAsync(UserId);
        await state.ClearStateAsync();
        DeactivateOnIdle();
        return count;
    }

    private Task SaveAsync(WordBookState next) => state.SaveAsync(next);
}
