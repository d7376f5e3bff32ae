using Actors;
using Actors.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

WebApplication app;
try
{
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
