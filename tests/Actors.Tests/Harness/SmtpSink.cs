using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Actors.Tests.Harness;

/// <summary>A mail server that keeps what it is sent (RFC 5321, the least of it). It can fail the first tries.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> _mails = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _failures;

    public SmtpSink(int failures = 0)
    {
        _failures = failures;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next mail, headers and body as they came.</summary>
    public Task<string> NextAsync() => _mails.Reader.ReadAsync().AsTask().Soon("a mail");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.Soon("the end of the mail server");
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "EHLO") await writer.WriteLineAsync("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
            else if (verb == "MAIL" && Interlocked.Decrement(ref _failures) >= 0) await writer.WriteLineAsync("451 not now");
            else if (verb == "DATA") await TakeAsync(reader, writer);
            else if (verb == "QUIT") return;
            else await writer.WriteLineAsync("250 ok");
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") mail.AppendLine(line);
        _mails.Writer.TryWrite(mail.ToString());
        await writer.WriteLineAsync("250 taken");
    }
}
