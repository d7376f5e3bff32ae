using System.Net;
using System.Net.Sockets;
using Actors.Tests.Harness;

namespace Actors.Tests.Delivery;

/// <summary>A program that cannot start says why in one line on standard error, and exits with 1.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("OutboxBytes", "--Delivery:OutboxBytes=1")]
    [InlineData("OutboxBytes", "--Delivery:OutboxBytes=many")]
    [InlineData("Delay", "--Chat:Offline:Delay=2.00:00:00")]
    [InlineData("Delay", "--Chat:Offline:Delay=soon")]
    [InlineData("AccessLifetime", "--Auth:AccessLifetime=00:00:00")]
    [InlineData("AllowGuests", "--Auth:AllowGuests=maybe")]
    [InlineData("SigningKey", "--Auth:SigningKey=c2hvcnQ=")]
    [InlineData("SigningKey", "--Auth:SigningKey=no base64")]
    [InlineData("Directory", "--Data:Directory=")]
    [InlineData("FrameBurst", "--Limits:FrameBurst=0", "--Auth:AccessLifetime=00:00:00")]
    [InlineData("nonsense", "--urls", "nonsense")]
    [InlineData("Loud", "--Logging:LogLevel:Default=Loud")]
    [InlineData("SigningKey", "--Auth:SigningKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("OldSigningKeys", "--Auth:OldSigningKeys:0=YWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWI=")]
    [InlineData("Mail:Password", "--Mail:Password=password")]
    [InlineData("OAuth:Providers:own:ClientSecret", "--OAuth:Providers:own:ClientSecret=Change-Me")]
    [InlineData("ConnectionStrings:Postgres", "--ConnectionStrings:Postgres=Host=db.example.com;Username=actors;Password=postgres")]
    [InlineData("From", "--Mail:From=nobody")]
    [InlineData("OAuth:Providers", "--OAuth:Providers:Own:ClientId=a", "--OAuth:Providers:Own:Authority=https://a.example")]
    [InlineData("OAuth:Providers", "--OAuth:Providers:own:ClientId=a")]
    [InlineData("https", "--OAuth:Providers:own:ClientId=a", "--OAuth:Providers:own:Authority=http://a.example")]
    public async Task A_wrong_setting_is_named(string name, params string[] settings) => await ExpectAsync(name, settings);

    [Fact]
    public async Task A_settings_file_that_is_broken_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{ \"Delivery\": ");
        await ExpectAsync("appsettings.json");
    }

    [Fact]
    public async Task A_key_file_that_is_broken_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("signing.key"), "not a key");
        await ExpectAsync("signing.key");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await ExpectAsync($"{port}", "--urls", $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_database_file_that_is_none_is_named_and_left_as_it_is()
    {
        var garbage = new string('x', 10_000);
        await File.WriteAllTextAsync(_folder.File("actors.db"), garbage);
        await ExpectAsync("actors.db");
        Assert.Equal(garbage, await File.ReadAllTextAsync(_folder.File("actors.db")));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("occupied"), "");
        await ExpectAsync("occupied", $"--Data:Directory={_folder.File("occupied")}");
    }

    [Fact]
    public async Task A_second_program_on_one_folder_does_not_start_and_the_first_goes_on()
    {
        using var first = await ActorsProcess.StartAsync(_folder);
        await ExpectAsync(_folder.Path);
        await using var line = await first.ConnectAsync();
        await line.ChatAsync("你好");
    }

    private async Task ExpectAsync(string name, params string[] settings)
    {
        var (code, errors) = await ActorsProcess.RunAsync(_folder, settings);
        Assert.StartsWith("Actors cannot start: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }
}
