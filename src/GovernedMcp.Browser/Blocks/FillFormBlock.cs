using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
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
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => FillAsync(session, permit, run, limit), cancel);
    }

    private async Task<BlockResult> FillAsync(BrowserSession session, Permit permit, BlockRun run, CancellationToken cancel)
    {
        var name = permit.Call.Arguments.Text("form");
        var values = permit.Call.Arguments.Values("values");
        var declared = permit.Portal.Forms.GetValueOrDefault(name);
        Check(permit, permit.Scope.Forms.For(name, declared is not null), name, values.Keys);

        var target = new FormTarget(name, declared, values.Keys, permit.Call.Arguments.TextOrNull("button"));
        await PartSection.EnsureAsync(session, declared?.Section, cancel);
        var own = new UploadFolder(uploads is null ? null : Path.Combine(uploads, permit.Workflow.Name));
        var stages = await new FormFilling(session, target, own, values).FillAsync(run.Progress, cancel);
        var plan = FormPlan.Make(target, stages, permit.Portal.Locale);
        session.Plans.Put(plan);
        session.Notes.LeftOut(stages[^1].After.Unseen);
        foreach (var change in plan.Facts.Changes.Where(change => !values.ContainsKey(change.Field))) session.Notes.Warn("the page changed other fields by itself", $"changed by the page: {change.Field}");
        return new BlockResult
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{target.Told} is filled, {plan.Facts.Changes.Count} changes; nothing was sent: send it with portal_submit_form and plan `{plan.Facts.Id}`"),
            Data = Data(plan, target, stages, permit.Portal.Locale, values.Keys),
            Text = Text(plan, stages[^1].After),
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private static void Check(Permit permit, NameGrant? grant, string form, IEnumerable<string> keys)
    {
        if (grant is null) throw new BlockFault(Rules.Scope.FormNotGranted, $"form `{Escaped.Short(form)}` is not in the scope of workflow `{permit.Workflow.Name}`");
        if (keys.FirstOrDefault(key => !grant.Allows(key)) is { } denied)
            throw new BlockFault(Rules.Scope.FieldNotGranted, $"field `{Escaped.Short(denied)}` of form `{Escaped.Short(form)}` is not in the scope of workflow `{permit.Workflow.Name}`");
    }

    private static JsonObject Data(FilledPlan plan, FormTarget target, IReadOnlyList<FormStage> stages, PortalLocale locale, IEnumerable<string> filled)
    {
        var given = filled.ToHashSet(StringComparer.Ordinal);
        var last = stages[^1].After;
        var fields = new Dictionary<string, LookedField>(StringComparer.Ordinal);
        foreach (var (key, field) in stages.SelectMany(stage => new FormFields(target, stage.After, locale).All)) fields[key] = field;
        return new JsonObject
        {
            ["plan"] = plan.Facts.Id,
            ["form"] = plan.Facts.Form,
            ["fields"] = new JsonArray([.. plan.Facts.Changes.Select(change => (JsonNode)new JsonObject
            {
                ["field"] = change.Field,
                ["label"] = change.Label,
                ["matched"] = Matched(fields[change.Field]),
                ["old"] = Short(change.Old),
                ["new"] = Short(change.New),
                ["by"] = given.Contains(change.Field) ? "you" : "page",
            })]),
            ["sends"] = new JsonObject { ["method"] = Escaped.Short(last.Method), ["to"] = Escaped.Text(last.Action), ["fields"] = plan.Facts.Values.Count },
            ["page_messages"] = new JsonArray([.. Messages(last).Select(message => (JsonNode)message)]),
        };
    }

    // The same for clients that ignore structured content, a line a change.
    private static string Text(FilledPlan plan, FormLook last)
    {
        static string Value(string? text) => Short(text) is { Length: > 0 } shown ? shown.ReplaceLineEndings(" ") : "nothing";
        var messages = Messages(last).ToList();
        return string.Join('\n', plan.Facts.Changes.Select(change => $"{change.Field}: {Value(change.Old)} → {Value(change.New)}").Concat(messages.Select(message => $"the page says: {message.ReplaceLineEndings(" ")}")));
    }

    private static IEnumerable<string> Messages(FormLook last) =>
        last.Fields.Where(field => field.Message is not null).Select(field => $"{field.Label}: {field.Message}").Concat(last.Summary).Take(MostMessages).Select(message => Short(Escaped.Text(message))!);

    // What it was told by, and the name it is sent under.
    private static string Matched(LookedField field)
    {
        var how = field.Weak ? "the text beside it" : field.Label.Length > 0 ? "its label" : "its name";
        return Escaped.Text(field.Name.Length > 0 ? $"{field.Widget} by {how}, sent as {Escaped.Short(field.Name)}" : $"{field.Widget} by {how}");
    }

    private static string? Short(string? text) => text is { Length: > LongestShown } ? text[..LongestShown] + "…" : text;
}
