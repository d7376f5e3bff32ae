using Actors.Chat;
using Actors.Tests.Harness;

namespace Actors.Tests.Contracts;

/// <summary>Who has used how much of which model.</summary>
public abstract class UsageLogContract : StorageContract
{
    private static readonly ChatUsage One = new("u1", 20_777, "openai", "gpt-5-mini", 1, 1000, 50, 350);

    [Fact]
    public async Task Figures_of_a_day_add_up_also_when_they_come_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Program.Usage.AddAsync(One))).Soon("a hundred replies");
        Assert.Equal([One with { Replies = 100, InputTokens = 100_000, OutputTokens = 5_000, CostMicros = 35_000 }], await Program.Usage.OfUserAsync("u1", 0));
    }

    [Fact]
    public async Task Users_days_providers_and_models_are_kept_apart()
    {
        ChatUsage[] all = [One, One with { Day = 20_778 }, One with { Day = 20_778, Provider = "groq" }, One with { Day = 20_778, Provider = "groq", Model = "小模型's" }];
        foreach (var usage in all) await Program.Usage.AddAsync(usage);
        await Program.Usage.AddAsync(One with { UserId = "u2" });
        Assert.Equal(all[1..].OrderBy(static usage => usage.Provider).ThenBy(static usage => usage.Model, StringComparer.Ordinal),
            (await Program.Usage.OfUserAsync("u1", 20_778)).OrderBy(static usage => usage.Provider).ThenBy(static usage => usage.Model, StringComparer.Ordinal));
        Assert.Equal(4, (await Program.Usage.OfUserAsync("u1", 0)).Count);
        Assert.Empty(await Program.Usage.OfUserAsync("u3", 0));
    }
}
