using Actors.Tutor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Language;

/// <summary>Adds the words and how they are read.</summary>
internal static class LanguageSetup
{
    /// <summary>Where the pack is below the data folder, put there by <c>./run.sh --with-dictionary</c>.</summary>
    public static readonly string Pack = Path.Combine("dictionary", "cedict.json");

    public static IServiceCollection AddLanguage(this IServiceCollection services) => services
        .AddSingleton(static provider => Cedict.Load(Path.Combine(provider.GetRequiredService<IConfiguration>()["Data:Directory"] ?? "data", Pack)))
        .AddSingleton<Lexicon>()
        .AddSingleton(static provider => new WordLookup(provider.GetRequiredService<Lexicon>(), provider.GetRequiredService<Cedict>(), provider.GetRequiredService<Transcriber>()))
        .AddSingleton(static provider => new Transcriber(provider.GetRequiredService<Lexicon>(), provider.GetRequiredService<Cedict>()))
        .AddSingleton<IChineseReader>(static provider => provider.GetRequiredService<Transcriber>());
}
