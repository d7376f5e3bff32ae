using System.Globalization;
using Actors.Tests.Harness;

namespace Actors.Tests.Cluster;

/// <summary>
/// What a cluster is for: silos, front ends and the database die and come back while people talk. ACTORS_STORM is the number of
/// clients, ACTORS_STORM_LOG a file for the figures.
/// </summary>
public sealed class ClusterStormTests
{
    private static readonly int Clients = int.Parse(Environment.GetEnvironmentVariable("ACTORS_STORM") ?? "60", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_whatever_dies()
    {
        await using var cluster = await LocalCluster.StartAsync(3, 2, "redis", null, ("Chat__Offline__Delay", "00:00:00.8"));
        var storm = new Storm(cluster.FrontEnd(1), cluster.FrontEnd(2));
        await storm.RunAsync(Clients, async _ =>
        {
            await storm.DoAsync("calm", () => Task.CompletedTask, Recovery);
            await storm.DoAsync("kill -9 a silo", () => cluster.DoAsync("kill", "silo", "2"), Recovery);
            await storm.DoAsync("kill -9 a front end", () => cluster.DoAsync("kill", "frontend", "1"), Recovery);
            await storm.DoAsync("start both again", async () =>
            {
                await cluster.DoAsync("start", "silo", "2");
                await cluster.DoAsync("start", "frontend", "1");
            }, Recovery);
            await storm.DoAsync("restart PostgreSQL", () => cluster.DoAsync("restart", "postgres"), Recovery);
            await storm.DoAsync("restart everything, one by one", () => cluster.DoAsync("roll"), Recovery);
            await storm.DoAsync("start a fourth silo", () => cluster.DoAsync("start", "silo", "4"), TimeSpan.FromSeconds(45));
        }, Seed.Next());
        Assert.Empty(storm.Wrongs);
        Assert.All(storm.Worst, pause => Assert.True(pause.Value < MostPause, $"{pause.Key}: {pause.Value}"));
        var sessions = await SessionsAsync(cluster, 4);
        storm.Tell($"sessions on the four silos: {string.Join(' ', sessions)}");
        Assert.True(sessions[3] >= sessions.Sum() / 8, $"the fourth silo has {sessions[3]} of {sessions.Sum()} activations");
    }

    [Fact]
    public async Task A_silo_that_hangs_and_comes_back_commits_nothing_beside_its_successor()
    {
        await using var cluster = await LocalCluster.StartAsync(3, 1, "postgres", null, ("Chat__Offline__Delay", "00:00:00.8"));
        var storm = new Storm(cluster.FrontEnd(1));
        await storm.RunAsync(Clients, async _ =>
        {
            await storm.DoAsync("calm", () => Task.CompletedTask, Recovery);
            for (var silo = 1; silo <= 3; silo++)
            {
                var name = $"{silo}";
                await storm.DoAsync($"silo {name} hangs", () => cluster.DoAsync("freeze", "silo", name), TimeSpan.FromSeconds(12));
                await storm.DoAsync($"silo {name} comes back", () => cluster.DoAsync("thaw", "silo", name), TimeSpan.FromSeconds(3));
                await storm.DoAsync($"silo {name} is started again", () => cluster.DoAsync("restart", "silo", name), Recovery);
            }
        }, Seed.Next());
        Assert.Empty(storm.Wrongs);
    }

    [Fact]
    public async Task Through_nginx_clients_find_a_front_end_that_lives()
    {
        await using var cluster = await LocalCluster.StartAsync(1, 2, "postgres", null, ("Chat__Offline__Delay", "00:00:00.8"));
        await cluster.DoAsync("start", "nginx");
        var storm = new Storm(cluster.Nginx);
        await storm.RunAsync(Clients / 2, async _ =>
        {
            await storm.DoAsync("nginx: calm", () => Task.CompletedTask, Recovery);
            await storm.DoAsync("nginx: kill -9 a front end", () => cluster.DoAsync("kill", "frontend", "1"), Recovery);
            await storm.DoAsync("nginx: start it again, stop the other", async () =>
            {
                await cluster.DoAsync("start", "frontend", "1");
                await cluster.DoAsync("stop", "frontend", "2");
            }, Recovery);
        }, Seed.Next());
        Assert.Empty(storm.Wrongs);
        Assert.All(storm.Worst, pause => Assert.True(pause.Value < MostPause, $"{pause.Key}: {pause.Value}"));
    }

    private static async Task<double[]> SessionsAsync(LocalCluster cluster, int silos)
    {
        var counts = new double[silos];
        for (var n = 0; n < silos; n++) counts[n] = await cluster.MetricAsync(n + 1, "orleans_catalog_activations");
        return counts;
    }
}
