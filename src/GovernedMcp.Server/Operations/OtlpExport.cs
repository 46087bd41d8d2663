using GovernedMcp.Governance.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GovernedMcp.Server.Operations;

/// <summary>
/// Sends measurements and traces to a collector over OTLP, when OpenTelemetry's own variables name one. Otherwise nothing of
/// OpenTelemetry is loaded: a stdio server starts too often for that.
/// </summary>
internal static class OtlpExport
{
    private const string Every = "OTEL_EXPORTER_OTLP";
    private const string Metrics = "OTEL_EXPORTER_OTLP_METRICS";
    private const string Traces = "OTEL_EXPORTER_OTLP_TRACES";

    public static void AddTo(IHostApplicationBuilder builder)
    {
        var off = "true".Equals(Environment.GetEnvironmentVariable("OTEL_SDK_DISABLED"), StringComparison.OrdinalIgnoreCase);
        if (!off && (HasEndpoint(Metrics) || HasEndpoint(Traces))) Add(builder);
    }

    // In a method of its own: its types are loaded when it is compiled, which is when it is first called.
    private static void Add(IHostApplicationBuilder builder)
    {
        // The library reads its variables from the configuration of the host, which holds no others.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Keys.OfType<string>()
            .Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name))));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource =>
        {
            if (Value("OTEL_SERVICE_NAME") is null) resource.AddService("governed-mcp", serviceVersion: ProductVersion.Text);
        });
        if (HasEndpoint(Metrics)) telemetry.WithMetrics(metrics => metrics.AddMeter(RoadSignals.Name).AddOtlpExporter(options => SetOwn(options, Metrics)));
        if (HasEndpoint(Traces)) telemetry.WithTracing(traces => traces.AddSource(RoadSignals.Name).AddOtlpExporter(options => SetOwn(options, Traces)));
    }

    // The library knows the variables for one signal only together with an export of logs, which would take our lines to where nobody looks after them.
    private static void SetOwn(OtlpExporterOptions options, string signal)
    {
        if (Uri.TryCreate(Value($"{signal}_ENDPOINT"), UriKind.Absolute, out var endpoint)) options.Endpoint = endpoint;
        if (Value($"{signal}_HEADERS") is { } headers) options.Headers = headers;
        if (Value($"{signal}_PROTOCOL") is { } protocol) options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
    }

    private static bool HasEndpoint(string signal) => (Value($"{signal}_ENDPOINT") ?? Value($"{Every}_ENDPOINT")) is not null;

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
