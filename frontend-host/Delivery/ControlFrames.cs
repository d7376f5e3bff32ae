using Actors.Accounts;
using Actors.Auth;
using Actors.Errors;

namespace Actors.Delivery;

/// <summary>The frames that every socket knows. Pure.</summary>
internal static class ControlFrames
{
    public static readonly byte[] Pong = WireJson.Object(0, static (json, _) => json.WriteString("status"u8, "pong"u8));

    public static readonly byte[] TooOld = WireJson.Object(0, static (json, _) =>
    {
        json.WriteString("status"u8, "resync"u8);
        json.WriteString("reason"u8, "too_old"u8);
    });

    /// <summary>The first frame.</summary>
    public static byte[] Connected(string session, Visitor visitor, Attached attached) => WireJson.Object((session, visitor, attached), static (json, v) =>
    {
        json.WriteString("status"u8, "connected"u8);
        json.WriteString("session"u8, v.session);
        json.WriteString("user_id"u8, v.visitor.User.Id);
        if (v.visitor.NewTokens is { } tokens)
        {
            json.WriteString("token"u8, tokens.Access);
            json.WriteString("refresh"u8, tokens.Refresh);
        }
        json.WriteNumber("turn"u8, v.attached.Turn);
        json.WriteNumber("seq"u8, v.attached.Seq);
        json.WriteBoolean("generating"u8, v.attached.IsGenerating);
    });

    /// <summary>That few frames are left, before one is refused.</summary>
    public static byte[] FrameQuota(FrameLimiter limiter) => WireJson.Object(limiter, static (json, limiter) =>
    {
        json.WriteString("status"u8, "quota"u8);
        json.WriteString("kind"u8, "frames"u8);
        json.WriteNumber("limit"u8, limiter.Limit);
        json.WriteNumber("remaining"u8, limiter.Remaining);
        json.WriteNumber("reset_ms"u8, (long)limiter.FullIn.TotalMilliseconds);
    });

    /// <summary>That the plan allows no more tokens today.</summary>
    public static byte[] TokenQuota(QuotaView quota) => WireJson.Object(quota, static (json, quota) =>
    {
        json.WriteString("status"u8, "quota"u8);
        json.WriteString("kind"u8, "tokens"u8);
        json.WriteNumber("limit"u8, quota.Tokens.Limit);
        json.WriteNumber("remaining"u8, Math.Max(0, quota.Tokens.Limit - quota.Tokens.Used));
        json.WriteString("resets_at"u8, DateTimeOffset.FromUnixTimeMilliseconds(quota.ResetsAtMs).UtcDateTime);
    });

    /// <summary>An error; the socket stays open.</summary>
    public static byte[] Error(Problem problem, string language, string? id, TimeSpan? retryAfter = null) =>
        WireJson.Object((problem, language, id, retryAfter), static (json, v) =>
        {
            json.WriteString("status"u8, "error"u8);
            json.WriteString("error_code"u8, v.problem.Code);
            json.WriteString("message"u8, v.problem.In(v.language));
            if (v.id is not null) json.WriteString("id"u8, v.id);
            if (v.retryAfter is { } wait) json.WriteNumber("retry_after_ms"u8, (long)Math.Ceiling(wait.TotalMilliseconds));
        });
}
