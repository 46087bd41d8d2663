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
    public string Tool => "portal_fill_form";

    /// <summary>Of how many changes each is told in full.</summary>
    internal int MostInFull { get; init; } = PlanReply.MostInFull;

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var session = sessions.Of(permit);
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => FillAsync(session, permit, run, limit), cancel);
    }

    private async Task<BlockResult> FillAsync(BrowserSession session, Permit permit, BlockRun run, CancellationToken cancel)
    {
        session.CountDeed();
        var name = permit.Call.Arguments.Text("form");
        var values = permit.Call.Arguments.Values("values");
        var declared = permit.Portal.Forms.GetValueOrDefault(name);
        Check(permit, permit.Scope.Forms.For(name, declared is not null), name, values.Keys);

        var target = new FormTarget(name, declared, values.Keys, permit.Call.Arguments.TextOrNull("button"));
        await PartSection.EnsureAsync(session, declared?.Section, cancel);
        var own = new UploadFolder(uploads is null ? null : Path.Combine(uploads, permit.Workflow.Name));
        var filling = new FormFilling(session, target, own, values);
        var stages = await filling.FillAsync(run.Progress, cancel);
        var plan = FormPlan.Make(target, stages, permit.Portal.Locale, filling.Given, session.Plans.AdditionsTo(target.PlaceOf(stages[^1].After)), filling.Unseen);
        session.Plans.Put(plan);
        session.Notes.LeftOut(stages[^1].After.Unseen);
        var earlier = filling.Given.Keys.SelectMany(key => new[] { key, key + FormPlan.OutOfSight }).ToHashSet(StringComparer.Ordinal);
        foreach (var change in plan.Facts.Changes.Where(change => !FormPlan.IsOfThePage(change) && !values.ContainsKey(change.Field) && !earlier.Contains(change.Field))) session.Notes.Warn("the page changed other fields by itself", $"changed by the page: {change.Field}");
        var reply = new PlanReply(plan.Facts, target, stages, permit.Portal.Locale, values, earlier, MostInFull);
        return new BlockResult
        {
            Message = reply.Message,
            Data = reply.Data(),
            Text = reply.Text(),
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
}
