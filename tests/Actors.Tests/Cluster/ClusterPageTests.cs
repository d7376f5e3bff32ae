using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Tests.Harness;

namespace Actors.Tests.Cluster;

/// <summary>What operators see of a cluster, and nobody else.</summary>
public sealed class ClusterPageTests
{
    [Fact]
    public async Task An_operator_sees_silos_sessions_turns_and_calls()
    {
        await using var cluster = await LocalCluster.StartAsync(2, 1, "postgres", null, ("Chat__Offline__Delay", "00:00:00"));
        await using var line = await ChatSocket.ConnectAsync(cluster.FrontEnd(1), "audio=none");
        await line.ChatAsync("你好");
        using var http = new HttpClient { BaseAddress = cluster.FrontEnd(1) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(http, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(http, line.Token)).StatusCode);
        var answer = await AskAsync(http, (await cluster.DoAsync("admin-token")).Trim());
        var silos = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).Data().GetProperty("silos").EnumerateArray().ToList();
        Assert.Equal(["Active", "Active"], silos.Select(static silo => silo.Text("status")));
        Assert.Equal(1, silos.Sum(static silo => silo.Number("turns")));
        Assert.Equal(1, silos.SelectMany(static silo => silo.GetProperty("grains").EnumerateArray()).Where(static grain => grain.Text("type").EndsWith("TutorSessionGrain", StringComparison.Ordinal)).Sum(static grain => grain.Number("activations")));
        Assert.Contains(silos.SelectMany(static silo => silo.GetProperty("calls").EnumerateArray()), static call => call.Text("method") == "ITutorSessionGrain.Chat" && call.Number("count") == 1);
        Assert.Contains("Slowest calls", await http.GetStringAsync(new Uri("/admin/cluster", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_end_without_silos_is_not_ready_and_is_again_when_one_comes()
    {
        await using var cluster = await LocalCluster.StartAsync(1, 1, "postgres");
        using var http = new HttpClient { BaseAddress = cluster.FrontEnd(1) };
        await cluster.DoAsync("stop", "silo", "1");
        await UntilAsync(http, HttpStatusCode.ServiceUnavailable);
        await cluster.DoAsync("start", "silo", "1");
        await UntilAsync(http, HttpStatusCode.OK);
        await using var line = await ChatSocket.ConnectAsync(cluster.FrontEnd(1), "audio=none");
        await line.ChatAsync("你好");
    }

    /// <summary>Asks whether the front end is ready until it says so: there is no event to wait for.</summary>
    private static async Task UntilAsync(HttpClient http, HttpStatusCode wanted)
    {
        using var late = new CancellationTokenSource(Within.Limit);
        while ((await http.GetAsync(new Uri("/readyz", UriKind.Relative), late.Token)).StatusCode != wanted) await Task.Delay(100, late.Token);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/admin/cluster");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request).Soon("the answer");
    }
}
