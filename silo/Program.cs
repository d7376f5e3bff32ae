using Actors;
using Actors.Silo;
using Actors.Silo.Import;

WebApplication app;
try
{
    if (args is ["import", .. var rest]) return await ImportCommand.RunAsync(rest, CancellationToken.None);
    app = SiloHost.Build(args);
    await app.StartAsync();
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
{
    await Console.Error.WriteLineAsync($"The silo cannot start: {reason}");
    return StartFailure.ExitCode;
}
await app.PrintBannerAsync();
await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
