using System.Collections.Concurrent;
using System.Globalization;

namespace Actors.Tests.Orleans;

/// <summary>Reminders that outlive the clusters of a test.</summary>
internal sealed class SharedReminders : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _rows = new();
    private long _versions;

    /// <summary>The first tick of any reminder after a time.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time) => _rows.Values.Min(row => (DateTimeOffset?)Next(row, time));

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Rows(row => row.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Rows(row =>
    {
        var hash = row.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    });

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row) ? row : null);

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var version = Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture);
        _rows[(entry.GrainId, entry.ReminderName)] = new ReminderEntry
        {
            GrainId = entry.GrainId,
            ReminderName = entry.ReminderName,
            StartAt = entry.StartAt,
            Period = entry.Period,
            ETag = version,
        };
        return Task.FromResult<string?>(version);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var key = (grainId, reminderName);
        return Task.FromResult(_rows.TryGetValue(key, out var row) && row.ETag == eTag && _rows.TryRemove(KeyValuePair.Create(key, row)));
    }

    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    private Task<ReminderTableData> Rows(Func<ReminderEntry, bool> which) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(which)));

    private static DateTimeOffset Next(ReminderEntry row, DateTimeOffset time)
    {
        var first = new DateTimeOffset(row.StartAt, TimeSpan.Zero);
        return time < first ? first : first + (row.Period * (Math.Floor((time - first) / row.Period) + 1));
    }
}
