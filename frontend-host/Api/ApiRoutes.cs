using Actors.Auth;
using Actors.Errors;
using Actors.Limits;

namespace Actors.Api;

/// <summary>Which refusals a route may answer with, beside those that every route has.</summary>
internal sealed record RefusalMetadata(Problem[] Problems);

/// <summary>That a route has an envelope, a limit, checked bodies and a description, in one place for all features.</summary>
internal static class ApiRoutes
{
    /// <summary>A group of routes below <c>/api</c>. Each route then says who may ask, what it answers and what it is for.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string prefix, string tag)
    {
        var group = app.MapGroup(prefix).WithTags(tag).WithMetadata(new LimitMetadata(LimitClass.General));
        group.AddEndpointFilterFactory(Validation.Filter);
        return group;
    }

    /// <summary>Anybody may ask.</summary>
    public static RouteHandlerBuilder Open(this RouteHandlerBuilder route) => route.AllowAnonymous();

    /// <summary>Who passes a policy may ask.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, string policy)
    {
        route.RequireAuthorization(policy).Refuses(Problem.Unauthorized);
        return policy == Policies.User ? route : route.Refuses(policy == Policies.Member ? Problem.MembersOnly : Problem.Forbidden);
    }

    /// <summary>What it is for.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string summary, string description) => route.WithSummary(summary).WithDescription(description);

    /// <summary>What its envelope holds.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) => route.Produces<Envelope<T>>(status);

    /// <summary>What it may refuse.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params Problem[] problems) => route.WithMetadata(new RefusalMetadata(problems));

    /// <summary>That it is counted by itself, beside all others.</summary>
    public static RouteHandlerBuilder Limited(this RouteHandlerBuilder route, LimitClass by) => route.WithMetadata(new LimitMetadata(by));
}

/// <summary>An answer that says nothing but that it is done.</summary>
internal sealed record Nothing;
