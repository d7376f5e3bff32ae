using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Actors.Health;

/// <summary>Sends traces and metrics to a collector, by OpenTelemetry's protocol.</summary>
internal sealed class Telemetry(string service, IConfiguration settings) : IHostedService, IDisposable
{
    private const int ShutdownMs = 2000;

    private static readonly string[] Sources = ["Actors.*", "Microsoft.AspNetCore", "Npgsql", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];
    private static readonly string[] Meters = ["Actors.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.Orleans", "Npgsql"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(services => services.AddSingleton(settings)).ConfigureResource(Describe)
            .AddSource(Sources).AddProcessor(new ProbeFilter()).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(services => services.AddSingleton(settings)).ConfigureResource(Describe)
            .AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left. A collector that is away keeps nobody waiting for long.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Task.Run(() => _traces?.Shutdown(ShutdownMs), CancellationToken.None), Task.Run(() => _metrics?.Shutdown(ShutdownMs), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Describe(ResourceBuilder resource) => resource.AddService(settings["OTEL_SERVICE_NAME"] is { Length: > 0 } named ? named : service,
        serviceVersion: Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
}
