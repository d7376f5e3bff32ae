using Actors.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;
using Orleans.Storage;

namespace Actors.Tests.Engine;

public sealed class SmokeTests
{
    public interface ICounterGrain : IGrainWithStringKey
    {
        Task<int> Add(int amount);
    }

    [Fact]
    public async Task A_grain_counts()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IGrainStorage, MemoryGrainStorage>().AddSingleton<IReminderStore, MemoryReminderStore>();
        builder.Services.AddGrainEngine(typeof(SmokeTests).Assembly);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>("a");
        Assert.Equal(2, await grain.Add(2).Soon("first call"));
        Assert.Equal(5, await grain.Add(3).Soon("second call"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class CounterGrain : Grain, ICounterGrain
    {
        private int _count;

        public Task<int> Add(int amount) => Task.FromResult(_count += amount);
    }
}
