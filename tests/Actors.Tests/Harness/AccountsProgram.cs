using System.Threading.Channels;
using Actors.Accounts;
using Actors.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Harness;

/// <summary>
/// Accounts and users without a front end: the real grains and storage on the engine of the build, on a clock that tests move. Mails come
/// here, and so does the erasing of data that a test makes fail.
/// </summary>
public sealed class AccountsProgram : IMail, IPersonalData, IAsyncDisposable
{
    private readonly Channel<Mail> _mails = Channel.CreateUnbounded<Mail>();
    private IHost _host = null!;

    /// <summary>Whether the data of this program can be erased.</summary>
    public bool CanErase { get; set; } = true;

    /// <summary>How often that was tried.</summary>
    public int Erasures { get; private set; }

    public string Name => "test_data";

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public UserQueries Users => _host.Services.GetRequiredService<UserQueries>();

    public static async Task<AccountsProgram> StartAsync(StoragePlace place, ManualTime time)
    {
        var program = new AccountsProgram();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection([new(place.Setting.Key, place.Setting.Value), new("Chat:Offline:Delay", "00:00:00")]);
        builder.Services.AddActorsStorage().AddActorsGrains().AddActorsProviders();
        builder.Services.AddSingleton<IMail>(program).AddSingleton<IPersonalData>(program);
        ProgramEngine.AddTo(builder, time);
        program._host = builder.Build();
        await program._host.StartAsync().Soon("start of the program");
        return program;
    }

    public IUserGrain User(string id) => Grains.GetGrain<IUserGrain>(id);

    public IAccountGrain Account(string email) => Grains.GetGrain<IAccountGrain>(AccountKey.OfMail(email)!.Value.ToGrainKey());

    public Task<bool> HasRemindersAsync() => ProgramEngine.HasRemindersAsync(_host.Services);

    /// <summary>Waits until connections of others see what was acknowledged.</summary>
    public Task SettleAsync() => _host.Services.GetRequiredService<Database>().ReadAsync(static _ => Task.FromResult(0));

    public async Task<Mail> NextMailAsync() => await _mails.Reader.ReadAsync().AsTask().Soon("a mail");

    /// <summary>The mails that have come and were not read.</summary>
    public List<Mail> Mails()
    {
        var mails = new List<Mail>();
        while (_mails.Reader.TryRead(out var mail)) mails.Add(mail);
        return mails;
    }

    public Task PostAsync(Mail mail)
    {
        _mails.Writer.TryWrite(mail);
        return Task.CompletedTask;
    }

    public Task<long> EraseAsync(string userId, IGrainFactory grains)
    {
        Erasures++;
        return CanErase ? Task.FromResult(7L) : Task.FromException<long>(new IOException("The test does not let it."));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().Soon("stop of the program");
        _host.Dispose();
    }
}
