using System.Security.Claims;
using Actors.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Actors.Auth;

/// <summary>Who may ask what: each route of the API names one of these, or says that it is open.</summary>
internal static class Policies
{
    /// <summary>Anybody with a good token, guests included.</summary>
    public const string User = "user";

    /// <summary>Who has an account.</summary>
    public const string Member = "member";

    /// <summary>Who teaches.</summary>
    public const string Tutor = "tutor";

    /// <summary>Who operates the installation.</summary>
    public const string Admin = "admin";

    /// <summary>Who pays.</summary>
    public const string Premium = "premium";

    private const string PlanClaim = "plan";
    private const string MemberClaim = "member";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(User, static policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Member, static policy => policy.RequireClaim(MemberClaim));
        options.AddPolicy(Tutor, static policy => policy.RequireRole(Roles.Tutor, Roles.Admin));
        options.AddPolicy(Admin, static policy => policy.RequireRole(Roles.Admin));
        options.AddPolicy(Premium, static policy => policy.RequireClaim(PlanClaim, Plans.Premium));
    }

    /// <summary>What the policies look at.</summary>
    public static ClaimsPrincipal PrincipalOf(CurrentUser user)
    {
        var identity = new ClaimsIdentity(BearerHandler.Scheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id));
        identity.AddClaim(new(ClaimTypes.Role, user.Role));
        identity.AddClaim(new(PlanClaim, user.Plan));
        if (!user.IsGuest) identity.AddClaim(new(MemberClaim, "true"));
        return new(identity);
    }
}
