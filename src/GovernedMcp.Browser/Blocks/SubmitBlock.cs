using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>
/// Sends a filled form, at most once, ever: the proxy holds the request until it equals the plan and its sending is on record.
/// Until then anything that goes wrong means that nothing left; after it, nothing calls it off.
/// </summary>
public sealed class SubmitBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private static readonly TimeSpan Waking = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Uncovering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WakingPause = TimeSpan.FromMilliseconds(60);

    public string Tool => "portal_submit_form";

    /// <summary>How long the portal may take to answer.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var facts = permit.Call.Plan ?? throw new BlockFault(Rules.Plans.Unknown, "the call names no plan") { Submit = SubmitState.NotSent };
        var sending = false;
        try
        {
            var session = sessions.Of(permit);
            return await session.ExclusiveAsync(host.Deadline, async limit =>
            {
                await Renewal.BeforeAsync(session, run, limit);
                return await SubmitAsync(session, permit, facts, run, () => sending = true, limit);
            }, cancel);
        }
        catch (BlockFault fault) when (fault.Submit is null)
        {
            throw new BlockFault(fault.Rule, fault.Message) { Submit = sending ? SubmitState.Unknown : SubmitState.NotSent, Allowed = fault.Allowed, Quotes = fault.Quotes, Warnings = fault.Warnings };
        }
        catch (OperationCanceledException) when (!sending)
        {
            throw new BlockFault(Rules.Calls.Cancelled, "the client gave the call up before anything was sent") { Submit = SubmitState.NotSent };
        }
    }

    private async Task<BlockResult> SubmitAsync(BrowserSession session, Permit permit, PlanFacts facts, BlockRun run, Action sending, CancellationToken cancel)
    {
        session.CountDeed();
        if (session.Plans.Find(facts.Id) is not { State: FormPlanState plan } filled) throw new BlockFault(Rules.Plans.Unknown, "this plan is outdated: its page is gone; fill the form again");

        if (filled.IsUsed) throw Used();

        // 1. The form on the page is still the one that was filled and approved.
        var look = await UnchangedAsync(session, plan, facts, cancel);

        // 2. Its one submit control is there and would be hit. Some come to life only when the page has thought about what was filled in.
        var seen = await WakeAsync(session, plan, cancel);
        if (!filled.TryUse()) throw Used();
        cancel.ThrowIfCancellationRequested();
        string[] given = [.. facts.Values.Where(pair => !plan.Along.Contains(pair.Key)).SelectMany(pair => pair.Value.Items)];
        var start = await Aftermath.ReadAsync(session, plan.Target, CancellationToken.None, given, begins: true);
        var point = await RestingAsync(session, plan, seen);
        look = await UnchangedAsync(session, plan, facts, CancellationToken.None);

        // 3. One click (or key), at where the control is now. What it sends is held at the proxy and compared with the plan; when its
        //    sending is on record it goes, once, and nobody can call it off any more.
        var held = new HeldSubmit(WirePlan.Of(session.Portal, plan, look, facts.Changes, session.Told), async () =>
        {
            cancel.ThrowIfCancellationRequested();
            await run.RecordSendingAsync();
            sending();
        });
        SubmitEnding ending;
        var spoken = session.Spoken;
        using var departures = new Departures(session.Page, held);
        using (session.Wire.Under(new WireRule.Submitting(held)))
        {
            await ClickAsync(session, point);

            // 4. How did it end?
            ending = await new SubmitRace(session, plan, departures, start) { Given = given, Asks = look.Asks, Seeks = look.Seeks }.WaitAsync(Patience);
        }

        if (held.RecordFault is { } fault) ExceptionDispatchInfo.Throw(fault);
        // What goes through a web socket is not judged: the form may have gone with it.
        if (ending.State == SubmitState.NotSent && held.Refusal is null && session.Spoken != spoken) ending = ending with { State = SubmitState.Unknown, Why = "the page sent no request for it, but something over a web socket that the Skill lists", Next = null };
        if (ending is { State: SubmitState.Unknown, ShownAgain: false } && plan.Target.Declared is { } form) ending = await SettleByReading.TryAsync(session, form, facts.Values, ending);
        if (ending is { State: SubmitState.Unknown, Filled: { } address } && plan.Target.Declared?.Success is null) ending = await SettleByForm.TryAsync(session, plan, facts, address, ending);
        // What was not stored is still new when the form is filled again.
        if (ending.State is SubmitState.Confirmed or SubmitState.Unknown) session.Plans.Forget(FormBeginning.Key(plan.Target.Name, look));
        if (held.Refusal is not null) session.Plans.Learn(plan.Target.PlaceOf(look), held.Additions);
        return await TellAsync(session, plan, held, ending);
    }

    private static BlockFault Used() =>
        new(Rules.Plans.AlreadyUsed, "this plan was submitted before; ask portal_outcome how it ended") { Submit = SubmitState.Unknown };

    private static async Task<FormLook> UnchangedAsync(BrowserSession session, FormPlanState plan, PlanFacts facts, CancellationToken cancel)
    {
        var look = await plan.Target.LookAsync(session, patient: false, cancel);
        var values = FormPlan.Values(new FormFields(plan.Target, look, session.Portal.Locale));
        if (FormFingerprint.Of(look, values, plan.Target.Declared?.Volatile ?? [], plan.Added) == facts.Fingerprint) return look;
        var changed = values.Keys.Union(facts.Values.Keys.Except(plan.Along)).FirstOrDefault(key => !values.TryGetValue(key, out var now) || !facts.Values.TryGetValue(key, out var then) || !now.Equals(then));
        var ours = changed is not null && plan.Target.Declared?.FindField(changed) is not null;
        throw new BlockFault(Rules.Forms.Changed, $"the form on the page is no longer the one that was filled{(ours ? $" (field `{changed}`)" : "")}; nothing was sent; fill it again")
        {
            Quotes = changed is null || ours ? [] : [$"changed: {changed}"],
        };
    }

    private static async Task<FramePoint> WakeAsync(BrowserSession session, FormPlanState plan, CancellationToken cancel)
    {
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < Waking; await Task.Delay(WakingPause, cancel))
        {
            var answer = await plan.Target.RunAsync(session, "sender", [], cancel);
            if (answer.GetProperty("outcome").GetString() == "disabled") continue;
            // What a field opened may still be on its way out.
            if (answer.TryGetProperty("hit", out var hit) && !hit.GetBoolean() && !answer.GetProperty("dialog").GetBoolean() && TimeProvider.System.GetElapsedTime(start) < Uncovering) continue;
            if (!answer.TryGetProperty("dialog", out var dialog) || !dialog.GetBoolean()) return await PointAsync(session, plan, answer, cancel);
            await OpenDialog.LeaveAsync(session, cancel);
            break;
        }

        return await PointAsync(session, plan, cancel);
    }

    // Where it was twice in a row: a page that is being laid out may have another control there by then.
    private static async Task<FramePoint> RestingAsync(BrowserSession session, FormPlanState plan, FramePoint seen)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ; await Task.Delay(WakingPause))
        {
            var before = seen;
            seen = await PointAsync(session, plan, CancellationToken.None);
            if (seen == before || TimeProvider.System.GetElapsedTime(start) > Uncovering) return seen;
        }
    }

    private static async Task<FramePoint> PointAsync(BrowserSession session, FormPlanState plan, CancellationToken cancel) =>
        await PointAsync(session, plan, await plan.Target.RunAsync(session, "sender", [], cancel), cancel);

    private static async Task<FramePoint> PointAsync(BrowserSession session, FormPlanState plan, JsonElement answer, CancellationToken cancel)
    {
        var outcome = answer.GetProperty("outcome").GetString();
        IReadOnlyList<string> names = answer.TryGetProperty("names", out var told) ? [.. told.EnumerateArray().Select(name => name.GetString() ?? "")] : [];
        if (outcome == "ok" && await plan.Target.PointAsync(session, answer, cancel) is { } point && (point.Hit || point.Keyed)) return point;
        throw outcome switch
        {
            "ok" => new BlockFault(Rules.Forms.NotSent, "the submit control is covered by something else; nothing was sent") { Quotes = answer.TryGetProperty("by", out var by) ? [$"covered by: {by}"] : [] },
            "disabled" => new BlockFault(Rules.Forms.NotSent, "the submit control is disabled: the page wants something more filled in; nothing was sent"),
            "many_senders" => new BlockFault(Rules.Forms.Ambiguous, "several controls could send the form; the owner of the Skill must name one; nothing was sent") { Allowed = names },
            "no_sender" => new BlockFault(Rules.Forms.NotSent, "the form has no control that sends it; nothing was sent. A page that filters as one types shows what fits already") { Allowed = names },
            _ => new BlockFault(Rules.Forms.Changed, "the form on the page is gone; nothing was sent; fill it again"),
        };
    }

    private static async Task ClickAsync(BrowserSession session, FramePoint point)
    {
        if (point.Keyed) session.Notes.Warn("a message of the page lay over the submit control; it was pressed by the keyboard");
        try
        {
            await Clicks.PressAsync(session, point, CancellationToken.None);
        }
        catch (BlockFault)
        {
            // It may have been clicked: how it ended is what the page and its requests say.
        }
    }

    private static async Task<BlockResult> TellAsync(BrowserSession session, FormPlanState plan, HeldSubmit held, SubmitEnding ending)
    {
        var captures = plan.Target.Declared?.Success?.Capture.Keys.ToList() ?? [];
        var captured = new JsonObject();
        for (var index = 0; index < captures.Count; index++)
        {
            if (ending.Page?.Captured.ElementAtOrDefault(index) is { } text) captured[captures[index]] = Escaped.Text(text);
        }

        session.Notes.LeftOut(ending.Page?.Unseen ?? 0);
        var reference = ending.Reference ?? (string?)captured["reference"];
        JsonNode[] messages = [.. (ending.Page?.Summary ?? []).Concat((held.IsReleased ? ending.Page?.Objections : ending.Page?.Messages) ?? []).Concat(ending.Page?.Notices ?? []).Distinct().Take(12).Select(message => (JsonNode)Escaped.Text(message))];
        var data = new JsonObject { ["form"] = plan.Target.Name };
        if (captured.Count > 0) data["captured"] = captured;
        if (held.Sent is { } sent) data["request"] = Escaped.Text(sent);
        if (held.Status is { } status) data["status"] = status;
        if (messages.Length > 0) data["page_messages"] = new JsonArray(messages);
        return new BlockResult
        {
            Message = Sentence(plan.Target.Told, ending),
            Data = data,
            Page = await PageAsync(session),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = [.. Strayed(held), .. session.Notes.TakeQuotes()],
            Submit = ending.State,
            Reference = reference,
        };
    }

    private static IEnumerable<string> Strayed(HeldSubmit held) =>
        held.Additions is { } added ? added.Select(pair => $"added: {pair.Told}")
        : held.Strayed is not { } strayed ? []
        : held.LeftToThePage is { Count: > 0 } left ? [strayed, $"in portal.yaml, at this form: volatile: [{string.Join(", ", left.Select(name => JsonSerializer.Serialize(name)))}]"]
        : [strayed];

    private static string Sentence(string form, SubmitEnding ending) => ending.State switch
    {
        SubmitState.Confirmed => $"{form} was sent: {ending.Why}",
        SubmitState.RejectedByPortal => $"{form} was sent and turned down: {ending.Why}; read the page's messages, fill it again",
        SubmitState.NotSent => $"{form} was not sent: {ending.Why}; {ending.Next ?? "read the page's messages, fill it again"}",
        _ => $"{form} may have been sent: {ending.Why}; {ending.Next ?? "do not fill it again, ask a person to look"}",
    };

    private static async Task<PageFacts?> PageAsync(BrowserSession session)
    {
        try
        {
            return await session.CurrentPageAsync(CancellationToken.None);
        }
        catch (BlockFault)
        {
            return null;
        }
    }
}
