using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GovernedMcp.Governance.Signals;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>Hears what one server measures and traces, and no other that runs in this process.</summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();

    public Listening(RoadSignals road)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == road.Meter) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, Read(tags))));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, Read(tags))));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, Read(tags))));
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source == road.Traces,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public IReadOnlyList<Measured> All
    {
        get
        {
            _meters.RecordObservableInstruments();
            return [.. _measured];
        }
    }

    public IReadOnlyList<Measured> Of(string instrument) => [.. All.Where(measured => measured.Instrument == instrument)];

    /// <summary>Everything that left, in words.</summary>
    public string Text => string.Join('\n', All.Select(measured => $"{measured.Instrument} {string.Join(' ', measured.Tags)}")
        .Concat(Spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(happened => happened.Tags))} {string.Join(' ', span.Baggage)} {span.TraceStateString}")));

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private static Dictionary<string, string> Read(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var read = new Dictionary<string, string>();
        foreach (var (name, value) in tags) read[name] = $"{value}";
        return read;
    }

    internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags);
}
