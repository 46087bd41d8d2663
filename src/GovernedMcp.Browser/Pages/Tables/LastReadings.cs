using System.Runtime.CompilerServices;
using GovernedMcp.Browser.Sessions;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>
/// Where the last reading of each session began and stopped: a new one of the same table starts at its first page, filters and all, not where the last one left
/// the page. Once another call may have changed what the page shows, a search say that keeps the address, that page is read as it is.
/// </summary>
internal sealed class LastReadings
{
    private readonly ConditionalWeakTable<BrowserSession, Kept> _readings = [];

    public void Keep(BrowserSession session, TableReading reading) => _readings.AddOrUpdate(session, new Kept(reading, session.Deeds));

    public LastReading? Of(BrowserSession session, string table)
    {
        if (!_readings.TryGetValue(session, out var kept) || kept.Reading is not { PagesRead: > 1, Start: { } start, End: { } end, Aim: { Grows: false, Overlaps: false } aim } || aim.Name != table) return null;
        var (framed, now) = (kept.Reading.IsFramed, session.Page.Url);
        return new LastReading(kept.Deeds == session.Deeds && (framed || now == end.Url) ? new Uri(framed ? now : start) : null, end.Signature);
    }

    private sealed record Kept(TableReading Reading, int Deeds);
}

/// <summary>What is left of a reading of several pages.</summary>
/// <param name="Start">Its first page, where the way back to that loses nothing.</param>
/// <param name="Left">The signature of its last page: one that begins there does not begin at the first.</param>
internal sealed record LastReading(Uri? Start, string Left);
