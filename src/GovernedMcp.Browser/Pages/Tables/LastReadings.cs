using System.Runtime.CompilerServices;
using GovernedMcp.Browser.Sessions;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Where the last reading of each session began and stopped: a new one of the same table starts at its first page, filters and all, not where the last one left the page.</summary>
internal sealed class LastReadings
{
    private readonly ConditionalWeakTable<BrowserSession, TableReading> _readings = [];

    public void Keep(BrowserSession session, TableReading reading) => _readings.AddOrUpdate(session, reading);

    public LastReading? Of(BrowserSession session, string table) =>
        _readings.TryGetValue(session, out var reading) && reading.Aim.Name == table && !reading.Aim.Grows && !reading.Aim.Overlaps
        && reading is { PagesRead: > 1, Start: { } start } && (reading.IsFramed || session.Page.Url == reading.End)
            ? new LastReading(new Uri(reading.IsFramed ? session.Page.Url : start))
            : null;
}

/// <summary>The first page of a reading.</summary>
internal sealed record LastReading(Uri Start)
{
    public Task GoBackAsync(BrowserSession session, CancellationToken cancel) => Visits.GoAsync(session, Start, cancel);
}
