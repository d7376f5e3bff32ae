using Actors.Accounts;
using Actors.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tutor;

/// <summary>The conversation with the tutor.</summary>
internal sealed class ConversationData : IPersonalData
{
    public string Name => "messages";

    public Task<long> EraseAsync(string userId, IGrainFactory grains) => grains.GetGrain<ITutorSessionGrain>(new TutorSessionKey(userId).ToGrainKey()).Erase();
}

/// <summary>The words that were learnt. After the conversation, which may still be telling of them.</summary>
internal sealed class WordData : IPersonalData
{
    public string Name => "words";

    public Task<long> EraseAsync(string userId, IGrainFactory grains) => grains.GetGrain<IWordBookGrain>(userId).Erase();
}

/// <summary>What models have used for the user; the figures stay, without a name.</summary>
internal sealed class UsageData(IUsageLog usage) : IPersonalData
{
    public string Name => "usage_records_anonymised";

    public Task<long> EraseAsync(string userId, IGrainFactory grains) => usage.AnonymiseAsync(userId);
}

/// <summary>Tells what the tutor keeps of users.</summary>
public static class TutorPersonalData
{
    /// <summary>Adds it, in the order in which it is erased.</summary>
    public static IServiceCollection AddTutorData(this IServiceCollection services) =>
        services.AddSingleton<IPersonalData, ConversationData>().AddSingleton<IPersonalData, WordData>().AddSingleton<IPersonalData, UsageData>();
}
