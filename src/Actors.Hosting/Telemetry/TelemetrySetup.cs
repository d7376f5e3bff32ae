using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Health;

/// <summary>Adds what sends traces and metrics to a collector.</summary>
public static class TelemetrySetup
{
    /// <summary>OpenTelemetry's own name of the setting.</summary>
    internal const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Ours = "Otlp:Endpoint";

    /// <summary>By default ASP.NET Core leaves it to a package of OpenTelemetry's to say what a request was.</summary>
    private const string BareSpans = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    /// <summary>
    /// Sends traces and metrics where <c>Otlp:Endpoint</c> or <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; nothing at all without them. All other
    /// settings of OpenTelemetry (protocol, headers, sampler, service name) are read by its own names. First of all that is added, so that it ends last.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        var endpoint = builder.Configuration[Ours] is { Length: > 0 } ours ? ours : builder.Configuration[Endpoint];
        if (string.IsNullOrEmpty(endpoint)) return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out _)) throw new OptionsValidationException(Ours, typeof(Uri), [$"{Ours}: {endpoint} is no address"]);
        AppContext.SetSwitch(BareSpans, false);
        var settings = new ConfigurationBuilder().AddConfiguration(builder.Configuration).AddInMemoryCollection([new(Endpoint, endpoint)]).Build();
        builder.Services.AddHostedService(_ => new Telemetry(service, settings));
    }
}
