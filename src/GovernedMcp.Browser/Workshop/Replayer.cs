using System.Collections.Frozen;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// Holds a Skill against saved pages in the real browser, without a portal: the one page is handed over, and no origin is let out.
/// Its scripts do not run.
/// </summary>
public sealed class Replayer(BrowserHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private static readonly Dictionary<string, string> Headers = new() { ["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'" };

    /// <param name="fixture">The text of a fixture by its file name; null when there is none.</param>
    public async Task<IReadOnlyList<PartReport>> ReplayAsync(Portal portal, IReadOnlyList<string> checks, Func<string, string?> fixture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(portal);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(fixture);
        var facts = new SessionFacts { Handle = Ids.New("s"), Workflow = "cli:workshop", KeyId = "cli", Portal = portal.Name, OpenedAt = TimeProvider.System.GetUtcNow() };
        var nowhere = new Origins { Navigate = FrozenSet<string>.Empty, Login = FrozenSet<string>.Empty, Resource = FrozenSet<string>.Empty };
        await using var session = await host.OpenAsync(facts, portal with { Origins = nowhere }, cancel);
        var reports = new List<PartReport>();
        foreach (var check in checks)
        {
            reports.Add(fixture(PageFixture.FileOf(portal, check)) is { } text
                ? await SentAsync(session, await ReplayAsync(session, check, text, cancel), fixture, cancel)
                : await SomewhereAsync(session, check, fixture, cancel) ?? new PartReport(check) { NotTried = true, Fault = $"there is no fixture `{PageFixture.FileOf(portal, check)}`" });
        }

        return reports;
    }

    // A download that belongs to no section may be on any page; null: on none of those that are saved.
    private async Task<PartReport?> SomewhereAsync(BrowserSession session, string check, Func<string, string?> fixture, CancellationToken cancel)
    {
        if (!check.StartsWith("download ", StringComparison.Ordinal) || Prober.SectionOf(session.Portal, check) is not null) return null;
        foreach (var section in session.Portal.Sections.Keys.Order(StringComparer.Ordinal))
        {
            if (fixture($"section-{section}.html") is { } text && await ReplayAsync(session, check, text, cancel) is { Fault: null } report) return report;
        }

        return null;
    }

    // The page that came after a form was sent, where somebody kept it: what the Skill calls success must hold there.
    private async Task<PartReport> SentAsync(BrowserSession session, PartReport report, Func<string, string?> fixture, CancellationToken cancel)
    {
        if (report.Fault is not null || report.Check.Split(' ') is not ["form", var name] || session.Portal.Forms[name].Success is not { } success || fixture(PageFixture.SentOf(name)) is not { } text) return report;
        var met = await session.ExclusiveAsync(
            host.Deadline,
            async limit =>
            {
                await OpenAsync(session, text, limit);
                return await PageConditions.NowAsync(session, [success.When], limit);
            },
            cancel);
        return report with { Untried = ["sending it"], Notes = met == 0 ? report.Notes : [.. report.Notes, $"`{PageFixture.SentOf(name)}` does not show what tells success"] };
    }

    private async Task<PartReport> ReplayAsync(BrowserSession session, string check, string fixture, CancellationToken cancel)
    {
        session.Notes.TakeWarnings();
        try
        {
            var report = await session.ExclusiveAsync(
                host.Deadline,
                async limit =>
                {
                    await OpenAsync(session, fixture, limit);
                    return await new PartProbe(session, Patience).RunAsync(check, limit);
                },
                cancel);
            return report with { Notes = [.. report.Notes, .. Prober.Drift(session.Notes.TakeWarnings())] };
        }
        catch (BlockFault fault)
        {
            return new PartReport(check) { Fault = fault.Message };
        }
    }

    private static async Task OpenAsync(BrowserSession session, string fixture, CancellationToken cancel)
    {
        var (origin, path) = (new Uri(session.Portal.BaseUrl.GetLeftPart(UriPartial.Authority)), PageFixture.AddressOf(fixture));
        var address = Uri.TryCreate(path, UriKind.Absolute, out var other) && other.Scheme is "http" or "https" ? other : new Uri(origin, path);
        await session.WithPageAsync(
            async page =>
            {
                await page.UnrouteAllAsync();
                await page.RouteAsync("**/*", route => route.Request.IsNavigationRequest && route.Request.Frame.ParentFrame is null
                    ? route.FulfillAsync(new() { Body = fixture, ContentType = "text/html; charset=utf-8", Headers = Headers })
                    : route.AbortAsync());
                return true;
            },
            TimeSpan.FromSeconds(5),
            cancel);
        await Visits.GoAsync(session, address, cancel);
    }
}
