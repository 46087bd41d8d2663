using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>Fills a form and makes a plan of what sending it would send. Nothing is sent.</summary>
/// <param name="uploads">Holds a folder for each workflow whose files it may give to a portal; null: none may.</param>
public sealed class FillFormBlock(BrowserHost host, SessionTable sessions, string? uploads = null) : IToolBlock
{
    private const int LongestShown = 200;
    private const int MostMessages = 20;

    public string Tool => "portal_fill_form";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var session = sessions.Of(permit);
        return session.ExclusiveAsync(host.Deadline, limit => FillAsync(session, permit, run, limit), cancel);
    }

    private async Task<BlockResult> FillAsync(BrowserSession session, Permit permit, BlockRun run, CancellationToken cancel)
    {
        var name = permit.Call.Arguments.Text("form");
        var values = permit.Call.Arguments.Values("values");
        var declared = permit.Portal.Forms.GetValueOrDefault(name);
        Check(permit, permit.Scope.Forms.For(name, declared is not null), name, values.Keys);

        var target = new FormTarget(name, declared, values.Keys);
        await PartSection.EnsureAsync(session, declared?.Section, cancel);
        var before = await target.LookAsync(session, patient: true, cancel);
        if (before.Fallback is { } fallback) session.Notes.Warn(string.Create(CultureInfo.InvariantCulture, $"form `{name}` was only found by its fallback no. {fallback}; the Skill has drifted from the page"));
        var fields = new FormFields(target, before, permit.Portal.Locale);
        var own = new UploadFolder(uploads is null ? null : Path.Combine(uploads, permit.Workflow.Name));
        var entries = values.Select(value => FieldEntry.Of(value.Key, declared?.FindField(value.Key), fields.Of(value.Key), value.Value, permit.Portal.Locale, own)).ToList();
        foreach (var entry in entries.Where(entry => entry.Field.Weak)) session.Notes.Warn($"field `{entry.Key}` has no label of its own; the text beside it was taken for one");

        var after = entries.Count == 0 ? before : await new FormEntry(session, target).FillAsync(entries, run.Progress, cancel);
        foreach (var entry in entries) CheckAlone(entry.Key, entry.Field, after);
        var plan = FormPlan.Make(target, before, after, permit.Portal.Locale);
        session.Plans.Put(plan);
        foreach (var change in plan.Facts.Changes.Where(change => !values.ContainsKey(change.Field))) session.Notes.Warn($"the page changed `{Escaped.Short(change.Field)}` by itself");
        return new BlockResult
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"form `{Escaped.Short(name)}` is filled, {plan.Facts.Changes.Count} changes; nothing was sent: send it with portal_submit_form and plan `{plan.Facts.Id}`"),
            Data = Data(plan, after, values.Keys),
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
        };
    }

    private static void Check(Permit permit, NameGrant? grant, string form, IEnumerable<string> keys)
    {
        if (grant is null) throw new BlockFault(Rules.Scope.FormNotGranted, $"form `{Escaped.Short(form)}` is not in the scope of workflow `{permit.Workflow.Name}`");
        if (keys.FirstOrDefault(key => !grant.Allows(key)) is { } denied)
            throw new BlockFault(Rules.Scope.FieldNotGranted, $"field `{Escaped.Short(denied)}` of form `{Escaped.Short(form)}` is not in the scope of workflow `{permit.Workflow.Name}`");
    }

    // What is sent twice under one name, seen and unseen, is read in two ways. Boxes and lists have such companions by custom.
    private static void CheckAlone(string key, LookedField field, FormLook look)
    {
        if (field.Widget is "checkbox" or "switch" or "radio" or "file" || field.Multiple || !look.Hidden.Contains(field.Name)) return;
        throw new BlockFault(Rules.Fields.Ambiguous, $"field `{Escaped.Short(key)}` stands in the form a second time, unseen, and both would be sent; the owner of the Skill must look at it");
    }

    private static JsonObject Data(FilledPlan plan, FormLook look, IEnumerable<string> filled)
    {
        var given = filled.ToHashSet(StringComparer.Ordinal);
        var messages = look.Fields.Where(field => field.Message is not null).Select(field => $"{field.Label}: {field.Message}").Concat(look.Summary);
        return new JsonObject
        {
            ["plan"] = plan.Facts.Id,
            ["form"] = plan.Facts.Form,
            ["fields"] = new JsonArray([.. plan.Facts.Changes.Select(change => (JsonNode)new JsonObject
            {
                ["field"] = change.Field,
                ["label"] = change.Label,
                ["old"] = Short(change.Old),
                ["new"] = Short(change.New),
                ["by"] = given.Contains(change.Field) ? "you" : "page",
            })]),
            ["sends"] = new JsonObject { ["method"] = look.Method, ["to"] = look.Action, ["fields"] = plan.Facts.Values.Count },
            ["page_messages"] = new JsonArray([.. messages.Take(MostMessages).Select(message => (JsonNode)Short(Escaped.Text(message))!)]),
        };
    }

    private static string? Short(string? text) => text is { Length: > LongestShown } ? text[..LongestShown] + "…" : text;
}
