using System.Diagnostics;
using System.Diagnostics.Metrics;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Signals;

/// <summary>
/// What the road tells about itself while it runs: measurements and traces, for whoever listens. Not the record: it may be lost and
/// nothing depends on it. Holds names that we gave and numbers, never what a caller or a page wrote.
/// </summary>
public sealed class RoadSignals : IDisposable
{
    /// <summary>The name of the meter and of the trace source.</summary>
    public const string Name = "GovernedMcp";

    // Conventions of OpenTelemetry, where it has one: https://github.com/open-telemetry/semantic-conventions-genai
    public const string Tool = "gen_ai.tool.name";
    public const string Error = "error.type";
    public const string OtherError = "_OTHER";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] };
    private static readonly InstrumentAdvice<double> Writing = new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] };
    private static readonly InstrumentAdvice<double> Answering = new() { HistogramBucketBoundaries = [5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 28800, 86400] };

    private readonly TimeProvider _clock;
    private readonly Histogram<double> _blocks;
    private readonly Histogram<double> _holds;
    private readonly Histogram<double> _records;

    public RoadSignals(TimeProvider clock)
    {
        _clock = clock;
        _blocks = Duration("governed_mcp.block.duration", "How long a tool worked in the browser", Seconds);
        _holds = Duration("governed_mcp.approval.duration", "Time since people were asked, of approvals that were used", Answering);
        _records = Duration("governed_mcp.record.duration", "How long a record took until it was durable", Writing);
    }

    /// <summary>For the instruments of others: one meter for the whole server.</summary>
    public Meter Meter { get; } = new(Name);

    public ActivitySource Traces { get; } = new(Name);

    /// <summary>A histogram of seconds.</summary>
    public Histogram<double> Duration(string name, string description, InstrumentAdvice<double>? advice = null) =>
        Meter.CreateHistogram(name, "s", description, tags: null, advice ?? Seconds);

    public T Step<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var span = Begin(name);
        return work();
    }

    public async Task<T> StepAsync<T>(string name, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var span = Begin(name);
        try
        {
            return await work();
        }
        catch (Exception fault)
        {
            // Its text may hold what was typed into a page.
            span?.SetStatus(ActivityStatusCode.Error).SetTag(Error, ErrorOf(fault));
            throw;
        }
    }

    /// <summary>Runs a block: a step, and a measurement by tool.</summary>
    public async Task<BlockResult> BlockAsync(ToolDefinition tool, Func<Task<BlockResult>> work)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var tags = new TagList { { Tool, tool.Name } };
        var began = _clock.GetTimestamp();
        try
        {
            return await StepAsync(RoadSteps.Block, work);
        }
        catch (Exception fault)
        {
            tags.Add(Error, ErrorOf(fault));
            throw;
        }
        finally
        {
            _blocks.Record(_clock.GetElapsedTime(began).TotalSeconds, tags);
        }
    }

    /// <summary>An approval was used up: how long people took, and how long it was until the caller came back.</summary>
    public void Used(Approval approval, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (approval.UseBy() is { } useBy) Held("answered", useBy - approval.UseWithin);
        Held("used", now);

        void Held(string until, DateTimeOffset end) => _holds.Record((end - approval.RequestedAt).TotalSeconds, new(Tool, approval.Tool), new("governed_mcp.until", until));
    }

    /// <summary>Writes a record: a step, and a measurement by its type.</summary>
    public async Task<long> RecordAsync(string type, Func<Task<long>> write)
    {
        var tags = new TagList { { "governed_mcp.record.type", type } };
        var began = _clock.GetTimestamp();
        try
        {
            return await StepAsync(RoadSteps.Record, write);
        }
        catch (Exception fault)
        {
            tags.Add(Error, ErrorOf(fault));
            throw;
        }
        finally
        {
            _records.Record(_clock.GetElapsedTime(began).TotalSeconds, tags);
        }
    }

    public void Dispose()
    {
        Meter.Dispose();
        Traces.Dispose();
    }

    // INVARIANT: a step is a part of a call; without a call that is traced here it makes no trace of its own.
    private Activity? Begin(string name) => Activity.Current?.Source == Traces ? Traces.StartActivity(name) : null;

    private static string ErrorOf(Exception fault) => fault switch
    {
        BlockFault block => block.Rule.Id,
        Audit.LedgerConflict conflict => conflict.Rule.Id,
        Audit.AuditUnavailable => Rules.Record.Unavailable.Id,
        Credentials.CredentialFault => Rules.Credentials.Unavailable.Id,
        OperationCanceledException => Rules.Calls.Cancelled.Id,
        _ => OtherError,
    };
}
