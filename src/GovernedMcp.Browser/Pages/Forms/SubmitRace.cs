using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Waits until it is clear how a submit ended: what the Skill calls success, what the page objects to, a broken connection, or the
/// end of patience. Nobody can call it off: what was sent was sent.
/// </summary>
internal sealed class SubmitRace(BrowserSession session, FormPlanState plan, Departures departures, Aftermath? start)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(120);

    /// <summary>So long nothing may have left before we say that nothing will.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(1_500);

    /// <summary>So long the page may take to ask once more, where the Skill says that it does.</summary>
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(5);

    /// <summary>So long a page whose form went away may take to send it.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(10);

    /// <summary>So long the page may take to hear of an answer that the proxy has.</summary>
    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(2);

    /// <summary>So long what the page says must go unchallenged.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(150);

    private readonly PageVerdict _verdict = new(start);
    private TimeSpan _pressed;
    private bool _asked;
    private long? _answeredAt, _saidAt, _wordsAt;

    /// <summary>What was filled in.</summary>
    public required IReadOnlyList<string> Given { get; init; }

    /// <summary>It asks for what fits, and stores nothing.</summary>
    public bool Asks { get; init; }

    /// <summary>It is a search and nothing else, however it is sent.</summary>
    public bool Seeks { get; init; }

    private HeldSubmit Held => departures.Held;

    private FormSuccess? Success => plan.Target.Declared?.Success;

    private Locator? Confirm => plan.Target.Declared?.Submit?.Confirm;

    public async Task<SubmitEnding> WaitAsync(TimeSpan within)
    {
        var began = TimeProvider.System.GetTimestamp();
        Aftermath? seen = null;
        var pause = FirstPause;
        while (TimeProvider.System.GetElapsedTime(began) < within)
        {
            if (departures.PageLost || !session.IsAlive) return Lost("the page broke down");
            var heard = Heard();
            if (Held.Broken && heard) return Lost("the connection broke before the portal answered");
            try
            {
                if (await DeclaredAsync() is { } declared) return declared;
                var listens = Held.Status >= 400 || (Held.Status is not null && Success is null);
                seen = await Aftermath.ReadAsync(session, plan.Target, CancellationToken.None, listens ? Given : null, plan.Given.Keys) ?? seen;
                if (listens) seen = seen?.After(start);
                if (listens && seen is not null) _verdict.Hear(seen, keptBack: Held.Status < 400 && (Held.TriedMore || session.Notes.LastKeptBack >= seen.Document));
                if (!Held.IsReleased && await ConfirmAsync()) _pressed = TimeProvider.System.GetElapsedTime(began);
            }
            catch (BlockFault)
            {
                return Lost("the page did not answer any more");
            }

            if (await AskedForAsync(seen, TimeProvider.System.GetElapsedTime(began) - _pressed) is { } given) return given;
            if (heard && await SignedOutAsync(seen) is { } asked) return asked;
            if (Judge(seen, heard, TimeProvider.System.GetElapsedTime(began) - _pressed) is { } ending) return ending.State == SubmitState.NotSent && Held.Refusal is null ? await AskedAsync(ending) : ending;
            await Task.Delay(pause);
            pause = TimeSpan.FromTicks(Math.Min((pause * 1.5).Ticks, LongestPauseAfter(TimeProvider.System.GetElapsedTime(began)).Ticks));
        }

        var lost = Lost(!Held.IsReleased ? "the page did not send it in time" : seen is { Loading: true } && Held.Status is not null ? "the page that came did not load to its end in time" : "the portal did not answer in time");
        return lost.State == SubmitState.NotSent && Held.Refusal is null ? await SteppedAsync(lost) : lost;
    }

    // Whoever takes long to answer is asked less often: that costs a look a tenth of the wait at most.
    private static TimeSpan LongestPauseAfter(TimeSpan waited) => TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 10, Pause.Ticks, LongestPause.Ticks));

    // What was not let out by now never will be: then it is certain that nothing was sent.
    private SubmitEnding Lost(string why) => new(Held.TryClose() ? SubmitState.NotSent : SubmitState.Unknown, why, null);

    private async Task<SubmitEnding?> DeclaredAsync()
    {
        if (!Held.IsReleased) return null;
        var success = Success?.When;
        PageCondition[] race = [.. success is null ? Array.Empty<PageCondition>() : [success], .. session.Portal.Failures.Select(failure => failure.When)];
        var met = await PageConditions.NowAsync(session, race, CancellationToken.None);
        if (met < 0 && success is not null && plan.Target.Frame is { } frame && Shows(success)) met = await PageConditions.NowAsync(session, [success], CancellationToken.None, frame);
        if (met < 0) return null;
        var page = await Aftermath.ReadAsync(session, plan.Target, CancellationToken.None);
        if (success is not null && met == 0) return new SubmitEnding(SubmitState.Confirmed, "the portal confirmed it", page);
        var failure = session.Portal.Failures[met - (success is null ? 0 : 1)];
        return Held.Status is >= 400 and < 500
            ? new SubmitEnding(SubmitState.RejectedByPortal, $"the portal answered with `{failure.Code}`", page)
            : new SubmitEnding(SubmitState.Unknown, $"the portal answered with `{failure.Code}`", page);
    }

    // A page that asks once more is answered once, where the Skill names the button; what that sends is compared with the plan like anything else.
    private async Task<bool> ConfirmAsync()
    {
        if (_asked || Confirm is not { } button) return false;
        var answer = await plan.Target.RunAsync(session, "point", [new("locator", button)], CancellationToken.None);
        if (answer.GetProperty("outcome").GetString() != "ok") return false;
        _asked = true;
        LocatorFaults.TellFallback(session, button, answer);
        var point = await plan.Target.PointAsync(session, answer, CancellationToken.None);
        await Clicks.PressAsync(session, point, CancellationToken.None);
        return true;
    }

    // A dialog that nobody pressed anything in is why nothing was sent.
    private async Task<SubmitEnding> AskedAsync(SubmitEnding ending)
    {
        try
        {
            var answer = await plan.Target.RunAsync(session, "asked", [], CancellationToken.None);
            if (answer.GetProperty("asked").GetString() is { } says)
                return ending with { Why = "the page opened a dialog, in which nothing was pressed; where it asks once more, the Skill names its button as `confirm` under `submit`", Page = ending.Page! with { Notices = [says, .. ending.Page.Notices] } };
            var page = await Aftermath.ReadAsync(session, plan.Target, CancellationToken.None, Given);
            if (page is not null) _verdict.Hear(page, keptBack: false);
            List<string> beside = [.. (page?.Beside ?? []).Except(start?.Beside ?? [])];
            beside.AddRange(_verdict.Troubles.Where(line => !beside.Exists(told => told.EndsWith(line, StringComparison.Ordinal))).Take(3).ToList());
            return beside.Count == 0 || ending.Page!.Objects ? await SteppedAsync(ending) : ending with { Why = "the page objected before anything was sent", Page = ending.Page with { Notices = [.. beside, .. ending.Page.Notices] } };
        }
        catch (BlockFault)
        {
            return ending;
        }
    }

    // What was pressed led to the next part of a form that goes on in steps, or took the form away.
    private async Task<SubmitEnding> SteppedAsync(SubmitEnding ending)
    {
        if (Held.Strayed is not null || Held.Asked is not null || plan.Given.Count == 0) return ending;
        try
        {
            if (await plan.Target.TryLookAsync(session, CancellationToken.None) is not { } look || look.Matched.Any(fields => fields.Count > 0)) return ending;
            return look.Outcome == "ok" && look.Fields.Count > 0
                ? ending with { Why = "nothing left the page, which shows another part of it now", Next = "read the page: fill what it asks for next, and send that; a Skill that lists the `steps` of the form fills them in one call" }
                : ending with { Why = "nothing left the page, and its fields are gone from it", Next = "read the page; where the form goes on in steps, the Skill must list its `steps` and its `submit`" };
        }
        catch (BlockFault)
        {
            return ending;
        }
    }

    // Scripts of searches fetch what fits, or go to a page of it.
    private async Task<SubmitEnding?> AskedForAsync(Aftermath? page, TimeSpan since) =>
        Asks && Held is { IsReleased: false, Asked: not null, Refusal: null, Strayed: null } && since > Silence && page is { Objects: false } && departures.AtRest && await Held.TrySettleForAskedAsync()
            ? new SubmitEnding(SubmitState.Confirmed, "it asks for what fits, which the portal gave", page)
            : null;

    // What is hidden in a frame may stand around it.
    private static bool Shows(PageCondition condition) => condition switch
    {
        PageCondition.Hidden => false,
        PageCondition.AnyOf any => any.Conditions.All(Shows),
        PageCondition.AllOf all => all.Conditions.All(Shows),
        _ => true,
    };

    // The proxy has an answer before the page does. What the page shows counts when it heard of it too, and before it was looked at.
    private bool Heard()
    {
        if (Held.Broken || Held.Status is not null) _answeredAt ??= TimeProvider.System.GetTimestamp();
        return departures.Answered || (_answeredAt is { } at && TimeProvider.System.GetElapsedTime(at) > Hearing);
    }

    // A page that asks to sign in is no answer to a form: the portal may have ended the session before it came, or after it.
    private async Task<SubmitEnding?> SignedOutAsync(Aftermath? page)
    {
        if (!Held.IsReleased || Held.Status is not < 500 || page is not { Form: false } || !departures.AtRest) return null;
        try
        {
            return await SessionEnd.IsShownAsync(session, CancellationToken.None, plan.Target.Frame)
                ? new SubmitEnding(SubmitState.Unknown, "the portal answered by asking to sign in", page) { ShownAgain = true }
                : null;
        }
        catch (BlockFault)
        {
            return null;
        }
    }

    private SubmitEnding? Judge(Aftermath? page, bool heard, TimeSpan since)
    {
        if (!Held.IsReleased) return NotSent(page, since);
        if (page is null || Held.Status is not { } status || !heard || !departures.AtRest) return null;
        if (status >= 500) return new SubmitEnding(SubmitState.Unknown, $"the portal answered with an error ({status})", page);
        if (status is 307 or 308 && Held.TriedMore) return new SubmitEnding(SubmitState.Unknown, "the portal wanted the form sent on to another address, which was not done", page);
        var settled = _answeredAt is { } at && TimeProvider.System.GetElapsedTime(at) > Silence * 2;
        if (status < 400 && Held.Declined is null && Said(page) is { } said) return said;
        if (_saidAt is not null) return null;
        var objections = page.Summary.Concat(page.Objections).Except(page.Document == start?.Document ? start.Summary.Concat(start.Objections) : []).ToList();
        if (page.Form && objections.Count > 0) return new SubmitEnding(SubmitState.RejectedByPortal, "the portal did not take it", page);
        if (status >= 400) return Refused(page, status);
        if (page.Loading) return null;
        if (Held.Declined is { } words) return settled ? Declined(page with { Notices = [words, .. page.Notices] }, status) : null;
        if (departures.InTransit && !Held.Asks) return new SubmitEnding(SubmitState.Unknown, $"the portal answered {status} with a page that sends a form of its own on, which was not done", page);
        if (status == 200 && page.AsksForMore(start) && _verdict.Troubles.Count == 0) return settled ? new SubmitEnding(SubmitState.Unknown, "the portal answered 200 with a form to fill in, for one that had nothing to fill: a next step, before which mostly nothing is stored", page) { Next = "read the page, fill the form that it shows now, and send that" } : null;
        // Loaded anew, it mostly was turned down for something that the Skill does not know; a row that fits may be older than this submit.
        if (page.Form && page.Document != start?.Document && (Held.Asks || Seeks) && Success is null && _verdict.Troubles.Count == 0) return new SubmitEnding(SubmitState.Confirmed, "it asks for a page, which the portal gave", page);
        if (page.Form && page.Document != start?.Document) return settled ? ShownAgain(page with { Notices = [.. _verdict.Troubles.Take(3), .. page.Notices] }, status) : null;
        if (Success is not null || (page.Blank && !settled)) return null;
        if (settled && Stands(page)) return new SubmitEnding(SubmitState.RejectedByPortal, "the form stands as it was filled, and the page says at its fields why", page with { Notices = [.. page.Beside, .. page.Notices] });
        if (settled && IsDrawnAnew(page) && ShownAgain(page with { Notices = [.. _verdict.Troubles.Take(3), .. page.Notices] }, status) is { State: SubmitState.RejectedByPortal or SubmitState.Confirmed } drawn) return drawn;
        if (settled && IsDrawnAnew(page) && IsOfNewRecord(page) && page.SharesLittleWith(start!)) return new SubmitEnding(SubmitState.Confirmed, "in its place came another form, of a record whose number was in nothing before", page);
        if (page.Form && settled && IsCreated(page, status)) return new SubmitEnding(SubmitState.Confirmed, "the portal answered that it was created, and the form is empty again", page);
        if (page.Form) return settled ? new SubmitEnding(SubmitState.Unknown, $"the portal answered {status}, {(IsDrawnAnew(page) && page.SharesLittleWith(start!) ? "and another form stands in the place of this one" : "but the page still shows the form")}", page with { Notices = [.. _verdict.Troubles.Take(3), .. page.Notices] }) : null;
        if (_verdict.Failed || _verdict.Refuses) return new SubmitEnding(SubmitState.Unknown, $"the portal answered {status}, but the page that came speaks of {(_verdict.Failed ? "an error" : "what is wrong with a field")}", page with { Notices = [.. _verdict.Troubles.Take(3), .. page.Notices] });
        // Asked whether it is meant, a portal has mostly stored nothing yet.
        if (page.Question is { } question && question != start?.Question) return new SubmitEnding(SubmitState.Unknown, $"the portal answered {status} with a page that asks once more, which nobody answered", page with { Notices = [question, .. page.Notices] }) { Next = "where portal_read lists a form for that, fill it without values, its button as `button`, and send it; else ask a person to look" };
        if (status == 200 && page.IsNextStep(start)) return new SubmitEnding(SubmitState.Unknown, "the portal answered 200 with another form that holds what was filled in: a next step, before which mostly nothing is stored", page) { Next = "read the page, fill the form that it shows now, and send that" };
        if (page.LeadsBackOnly(start)) return new SubmitEnding(SubmitState.Unknown, $"the portal answered {status} with a page that offers nothing but the way back", page with { Notices = [.. page.Lines.Except(start?.Lines ?? []).Except(page.Controls, StringComparer.OrdinalIgnoreCase).Take(3), .. page.Notices] });
        session.Notes.Warn($"the Skill does not say how success looks: the portal answered {status} and the form is gone, which was taken for it");
        return new SubmitEnding(SubmitState.Confirmed, "the portal took it", page);
    }

    // Scripts say why a while after they heard it: beside the fields, or in a notice.
    private SubmitEnding? Refused(Aftermath page, int status)
    {
        List<string> beside = [.. page.Beside.Except(start?.Beside ?? [])];
        var news = _verdict.Troubles.Union(page.Lines.Except(start?.Lines ?? []).Except(Given)).Where(line => !beside.Any(told => told.EndsWith(line, StringComparison.Ordinal)));
        List<string> words = [.. beside.Concat(news).Take(6)];
        if (words.Count > 0) _wordsAt ??= TimeProvider.System.GetTimestamp();
        var waited = _answeredAt is { } at ? TimeProvider.System.GetElapsedTime(at) : TimeSpan.Zero;
        if (waited < Silence && (_wordsAt is null || TimeProvider.System.GetElapsedTime(_wordsAt.Value) < Second)) return null;
        return new SubmitEnding(SubmitState.RejectedByPortal, $"the portal refused it ({status})", page with { Notices = [.. words.Except(page.Summary.Concat(page.Objections)), .. page.Notices] });
    }

    // A page that heard so leaves the form as it was filled; what another one did with it is for a person to see.
    private SubmitEnding Declined(Aftermath page, int status) => page is { Form: true, Kept: true } && _verdict.Said.Count == 0 && page.Document == start?.Document
        ? new SubmitEnding(SubmitState.RejectedByPortal, "the portal answered that it did not take it", page)
        : new SubmitEnding(SubmitState.Unknown, $"the portal answered {status}, and in it that something failed", page);

    // The very form that was sent, as it was filled, under words of trouble and none of success, was turned down. One for what was
    // stored would send which one that is, too. Empty, it is turned down where the words are of one of its fields, and could not be said of what was stored.
    private SubmitEnding ShownAgain(Aftermath page, int status) =>
        _verdict.Objects && start is not null && (page.Kept || (page.Emptied && _verdict.Refuses)) && Unlisted(page) == Unlisted(start) && NewNumber.In(page.Records, start.Records) is null
            ? new SubmitEnding(SubmitState.RejectedByPortal, $"the portal shows the form again{(page.Emptied ? "" : " as it was filled")}, and says why", page)
            : IsLedOn(page, status) ? new SubmitEnding(SubmitState.Confirmed, "the portal came back with the same form, as it was filled, under a number that was in nothing before", page)
            : new SubmitEnding(SubmitState.Unknown, $"the portal answered {status} and shows the form again", page) { ShownAgain = true, Filled = page.Kept && _verdict.Troubles.Count == 0 && start is not null && page.Document != start.Document ? new Uri(start.Url) : null };

    // What was turned down has no number yet.
    private bool IsLedOn(Aftermath page, int status) =>
        Success is null && page.Kept && _verdict.Troubles.Count == 0 && start is not null && (page.Document != start.Document || IsDrawnAnew(page))
        && ((status is 302 or 303 && NewNumber.In(page.Url, start.Url) is { } number && !Held.Holds(number)) || IsOfNewRecord(page));

    private bool IsOfNewRecord(Aftermath page) => _verdict.Troubles.Count == 0 && start is not null && NewNumber.In(page.Records, start.Records) is { } number && !Held.Holds(number);

    // A script that hears that something was created (https://www.rfc-editor.org/rfc/rfc9110#section-15.3.2) empties the form for the next one.
    private bool IsCreated(Aftermath page, int status) => status == 201 && page.Emptied && !_verdict.Failed && _verdict.Troubles.Count == 0;

    // What a script adds as it sends may have been added by an earlier try already; some number a token anew for each page.
    private string Unlisted(Aftermath page) => string.Join(',', page.Unlisted.Split(',').Except(plan.Added.Select(pair => pair.Name)).Select(name => Regex.Replace(name, @"\d+", "0")));

    // A script may put the portal's answer into the page that stays: that form is not the one that was sent, as it would not be in a page that came anew.
    private bool IsDrawnAnew(Aftermath page) => page.Form && start is not null && page.Drawing > start.Drawing && page.Url == start.Url;

    // So does a script leave it that heard of what is wrong.
    private bool Stands(Aftermath page) => page is { Form: true, Kept: true } && _verdict.Objects && page.Beside.Except(start?.Beside ?? page.Beside).Any();

    private SubmitEnding? Said(Aftermath page)
    {
        if (_verdict.Said.Count == 0)
        {
            _saidAt = null;
            return null;
        }

        _saidAt ??= TimeProvider.System.GetTimestamp();
        if (TimeProvider.System.GetElapsedTime(_saidAt.Value) < Second) return null;
        session.Notes.Warn("the Skill does not say how success looks: the page says so in words that were not there before, which data.page_messages holds");
        return new SubmitEnding(SubmitState.Confirmed, "the portal says that it took it", page with { Notices = [.. _verdict.Said.Take(3), .. page.Notices] });
    }

    private SubmitEnding? NotSent(Aftermath? page, TimeSpan since)
    {
        var nothing = Asks ? "nothing left the page; one that filters by itself shows what fits by now" : "nothing left the page";
        var why = Held.Refusal ?? (page?.Objects == true ? "the page objected before anything was sent" : Held.Strayed is null ? Held.Asked is null ? nothing : "nothing that changes anything left the page, which only asked for something" : "the page tried to send what is not the request of this form");
        var enough = page is not { Form: true } ? Leaving : Confirm is null || _asked ? Silence : Asking;
        var over = Held.Refusal is not null || (since > enough && departures.AtRest && page is { Loading: false, Blank: false } or { Form: true } && page.Document == start?.Document);
        return over && Held.TryClose() ? new SubmitEnding(SubmitState.NotSent, why, page) : null;
    }
}
