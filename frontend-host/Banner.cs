using Actors.Accounts;
using Actors.Auth;
using Actors.Language;
using Actors.Limits;
using Actors.Speech;
using Actors.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Actors;

/// <summary>What a person at the terminal reads when the program is up.</summary>
internal static class Banner
{
    public static Task PrintBannerAsync(this WebApplication app)
    {
        var services = app.Services;
        var database = services.GetRequiredService<Database>();
        var where = database.Name == "SQLite" ? $" in {Path.GetFullPath(services.GetRequiredService<IOptions<StorageOptions>>().Value.Directory)}" : "";
        var chat = services.GetRequiredService<IChatClient>().GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var speaker = services.GetRequiredService<Speaker>();
        var mail = services.GetRequiredService<MailSettings>();
        var providers = services.GetRequiredService<OAuthSettings>().Providers.Keys;
        var lookup = services.GetRequiredService<WordLookup>();
        return Console.Out.WriteLineAsync($"""

            Actors is ready: {string.Join(", ", app.Urls)}
              engine   {EngineChoice.Name}
              storage  {database.Name}{where}
              chat     {chat?.ProviderName} ({(chat?.ProviderName == "offline" ? "no model is configured: she answers by her own rules" : chat?.DefaultModelId)})
              speech   {(speaker.IsOn ? $"{speaker.Name} ({string.Join(", ", AudioEncoder.Formats.Select(AudioEncoder.NameOf))})" : "none (./run.sh --with-speech installs a voice)")}
              words    {(lookup.Attribution is null ? $"{lookup.Count}, our own (./run.sh --with-dictionary adds CC-CEDICT)" : $"{lookup.Count}, with {lookup.Attribution}")}
              sign-in  {string.Join(", ", providers.Prepend("password"))}
              mail     {mail.Where}
              guests   {OnOff(services.GetRequiredService<IOptions<AuthOptions>>().Value.AllowGuests)}
              limits   {OnOff(services.GetRequiredService<LimitOptions>().Enabled)}
            Stop with Ctrl-C.

            """);
    }

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
