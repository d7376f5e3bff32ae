using System.Diagnostics.Metrics;
using System.Text;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>Clients that do not read: closed with 4008 before much has gathered for them, and nobody else waits.</summary>
public sealed class SlowReaderTests : IAsyncLifetime
{
    private const int OutboxBytes = 16 * 1024;

    // The outbox, the transport's 64 KiB, and what the two kernels hold at the least.
    private const int MostHeld = OutboxBytes + (64 * 1024) + (256 * 1024);

    private readonly ActorsApp _app = new($"--Delivery:OutboxBytes={OutboxBytes}", "--Delivery:CloseTimeout=00:00:20");
    private readonly MeterListener _meters = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask InitializeAsync()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "actors_delivery_slow_readers") listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => _closed.TrySetResult());
        _meters.Start();
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        _meters.Dispose();
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_never_reads_is_closed_with_4008_and_can_come_back()
    {
        await using var driver = await _app.ConnectAsync();
        using var slow = await RawSocket.ConnectAsync(_app.Address, $"/ws/chat/?access_token={driver.Token}", isSmall: true);
        await slow.ReadAsync();
        var sent = await DriveAsync(driver);
        var (code, before) = await slow.ReadToCloseAsync();
        Assert.Equal(4008, code);
        Assert.InRange(before, OutboxBytes, MostHeld);
        Assert.True(before < sent, "Nothing was held back from the slow client.");
        await driver.ChatAsync("你好");
        await using var again = await _app.ConnectAsync($"after={driver.Events.First(frame => frame.Turn() > driver.Seen[^1].Turn() - 20).Seq() - 1}", driver.Token);
        Assert.Equal(driver.Events.Where(frame => frame.Turn() > driver.Seen[^1].Turn() - 20).Texts(), (await again.RestAsync()).Texts());
    }

    [Fact]
    public async Task A_client_that_does_not_read_what_it_missed_is_closed_with_4008()
    {
        await using var driver = await _app.ConnectAsync();
        await driver.ChatAsync("你好");
        for (var i = 0; i < 2000; i++) await driver.AskAsync(new { action = "set_role", user_role = i % 2 == 0 ? "师姐" : "师兄" }, "state");
        using var slow = await RawSocket.ConnectAsync(_app.Address, $"/ws/chat/?access_token={driver.Token}&after=0", isSmall: true);
        await slow.ReadAsync();
        await DriveAsync(driver);
        var (code, before) = await slow.ReadToCloseAsync();
        Assert.Equal(4008, code);
        Assert.True(before <= MostHeld, $"{before} bytes were held");
    }

    [Fact]
    public async Task A_hub_client_that_never_reads_is_closed_with_4008()
    {
        await using var driver = await _app.ConnectAsync();
        using var slow = await RawSocket.ConnectAsync(_app.Address, $"/hubs/tutor?access_token={driver.Token}", isSmall: true);
        await slow.SendAsync(RawSocket.TextFrame, """{"protocol":"json","version":1}""" + "\u001e");
        await slow.ReadAsync();
        await slow.ReadAsync();
        await DriveAsync(driver);
        var text = new StringBuilder();
        for (var (opcode, payload) = await slow.ReadAsync(); opcode != RawSocket.CloseFrame; (opcode, payload) = await slow.ReadAsync()) text.Append(Encoding.UTF8.GetString(payload));
        Assert.InRange(text.Length, OutboxBytes / 3, MostHeld);
        Assert.Contains("""{"status":"closed","code":4008,"after":""", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_never_reads_at_all_is_cut()
    {
        await using var own = await ActorsApp.StartNewAsync($"--Delivery:OutboxBytes={OutboxBytes}", "--Delivery:CloseTimeout=00:00:00.1");
        await using var driver = await own.ConnectAsync();
        using var slow = await RawSocket.ConnectAsync(own.Address, $"/ws/chat/?access_token={driver.Token}", isSmall: true);
        await slow.ReadAsync();
        await DriveAsync(driver);
        await own.StopAsync();
        await Assert.ThrowsAnyAsync<IOException>(slow.ReadToCloseAsync);
    }

    /// <summary>Talks until a slow client was closed; tells how many bytes of events that made.</summary>
    private async Task<long> DriveAsync(TutorLine driver)
    {
        const int enough = 5000;
        for (var turn = 0; turn < enough && !_closed.Task.IsCompleted; turn++) await driver.ChatAsync("讲个故事");
        await _closed.Task.Soon("a slow reader to be closed");
        return driver.Events.Sum(static frame => (long)Encoding.UTF8.GetByteCount(frame.GetRawText()));
    }
}
