using System.IO.Compression;
using System.Text.Json;
using Actors.Auth;
using Actors.Chat;
using Actors.Delivery;
using Actors.Tutor;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Accounts;

/// <summary>Everything that is known of a user as a zip of JSON files, written as it is read.</summary>
internal static class AccountExport
{
    private const int Batch = 200;

    private static readonly JsonSerializerOptions Json = Readable();

    public static async Task WriteAsync(HttpContext context, CurrentUser user, SignInDesk desk, ITurnLog turns, WordQueries words, IUsageLog usage, UserQueries users, IGrainFactory grains, Insistence insistence)
    {
        var session = new TutorSessionKey(user.Id).ToGrainKey();
        var profile = await desk.CallAsync(() => desk.User(user.Id).Profile());
        var sessions = await desk.CallAsync(() => desk.User(user.Id).Sessions());
        await LearningApi.CatchUpAsync(grains, insistence, user.Id);
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // the end of an entry is written so, a few bytes
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"actors-export.zip\"";
        await using var zip = await ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        await PutAsync(zip, "profile.json", profile is null ? null : ProfileView.Of(profile));
        await PutAsync(zip, "sessions.json", sessions.Select(one => SessionEntry.Of(one, user.Session)));
        await PutAsync(zip, "conversation.json", ConversationAsync(turns, session));
        await PutAsync(zip, "words.json", WordsAsync(words, user.Id));
        await PutAsync(zip, "usage.json", await usage.OfUserAsync(user.Id, 0));
        await PutAsync(zip, "audit.json", AuditAsync(users, user.Id));
    }

    private static async IAsyncEnumerable<TutorTurn> ConversationAsync(ITurnLog turns, string session)
    {
        // The log gives the latest of a stretch: stretches of as many turns as are read at once are whole.
        for (var after = 0L; ; after += Batch)
        {
            var stretch = await turns.ReadAsync(session, after, after + Batch + 1, Batch);
            foreach (var turn in stretch) yield return turn;
            if (stretch.Count == 0 && (await turns.ReadAsync(session, after, long.MaxValue, 1)).Count == 0) yield break;
        }
    }

    private static async IAsyncEnumerable<WordRow> WordsAsync(WordQueries words, string user)
    {
        for (var offset = 0; ; offset += Batch)
        {
            var page = await words.PageAsync(user, onlyDue: false, 0, offset, Batch);
            foreach (var word in page.Words) yield return word;
            if (page.Words.Count < Batch) yield break;
        }
    }

    private static async IAsyncEnumerable<AuditEntry> AuditAsync(UserQueries users, string user)
    {
        for (var offset = 0; ; offset += Batch)
        {
            var page = await users.AuditAsync(new(null, user, 0, long.MaxValue), offset, Batch);
            foreach (var entry in page.Entries) yield return entry;
            if (page.Entries.Count < Batch) yield break;
        }
    }

    private static async Task PutAsync<T>(ZipArchive zip, string name, T value)
    {
        await using var file = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await JsonSerializer.SerializeAsync(file, value, Json);
    }

    private static JsonSerializerOptions Readable()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
        Errors.Envelope.Configure(json);
        return json;
    }
}
