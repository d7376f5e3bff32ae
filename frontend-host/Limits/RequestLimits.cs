using System.Globalization;
using System.Threading.RateLimiting;
using Actors.Auth;
using Actors.Errors;
using Microsoft.AspNetCore.RateLimiting;

namespace Actors.Limits;

/// <summary>
/// Counts requests for the framework's rate limiter: each for its user or its address, and those of special classes besides. Every answer
/// says how the count stands.
/// </summary>
internal sealed class RequestLimits(Loans loans, LimitOptions limits, TimeProvider time) : PartitionedRateLimiter<HttpContext>
{
    private static readonly Verdict Granted = new(null);

    /// <summary>Uses it for every request.</summary>
    public static void Configure(RateLimiterOptions options, RequestLimits limits)
    {
        options.GlobalLimiter = limits;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static async (rejected, _) =>
        {
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
            await Envelope.Error(rejected.HttpContext, Problem.RateLimited, retryAfter: wait).ExecuteAsync(rejected.HttpContext);
        };
    }

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        ClassOf(resource) == LimitClass.None ? Granted : new Verdict(TimeSpan.Zero); // then the framework asks below

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        var by = ClassOf(resource);
        if (by == LimitClass.None) return Granted;
        var user = CurrentUser.Find(resource);
        var state = await loans.TakeAsync(user?.Id ?? AddressOf(resource), user is not null, LimitClass.General);
        if (state.IsGranted && by != LimitClass.General)
        {
            var isUsers = user is not null && by != LimitClass.Resets;
            state = await loans.TakeAsync(isUsers ? user!.Id : AddressOf(resource), isUsers, by);
        }
        resource.Response.OnStarting(Tell, new Told(resource.Response.Headers, state));
        return state.IsGranted ? Granted : new Verdict(TimeSpan.FromMilliseconds(Math.Max(1000, state.ResetsAtMs - time.GetUtcNow().ToUnixTimeMilliseconds())));
    }

    /// <summary>The address to count for: of IPv6 the network that one subscriber has.</summary>
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ToString()
            : new System.Net.IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString();
    }

    private LimitClass ClassOf(HttpContext context)
    {
        if (!limits.Enabled) return LimitClass.None;
        if (context.GetEndpoint()?.Metadata.GetMetadata<LimitMetadata>() is { } metadata) return metadata.Class;
        // Who looks for routes that do not exist is counted, too.
        return context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? LimitClass.General : LimitClass.None;
    }

    // At the last moment: an answer for a failure begins anew.
    private static Task Tell(object told)
    {
        var (headers, state) = (Told)told;
        headers["X-RateLimit-Limit"] = state.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = state.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (state.ResetsAtMs / 1000).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private sealed record Told(IHeaderDictionary Headers, LimitState State);

    private sealed class Verdict(TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait;
            return wait is not null && metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
