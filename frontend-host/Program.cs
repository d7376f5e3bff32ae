using Actors;
using Actors.Auth;

WebApplication app;
try
{
    if (args is [AdminToken.Command, .. var rest]) return await AdminToken.PrintAsync(ActorsHost.Build(rest));
    app = ActorsHost.Build(args);
    await app.StartAsync();
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
{
    await Console.Error.WriteLineAsync($"Actors cannot start: {reason}");
    return StartFailure.ExitCode;
}
await app.PrintBannerAsync();
await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
