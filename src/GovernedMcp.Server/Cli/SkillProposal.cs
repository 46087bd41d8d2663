using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Skills.Drafts;

namespace GovernedMcp.Server.Cli;

/// <summary>What a probe found, as changes of portal.yaml that a person may take over. What nobody can guess is left out.</summary>
internal static class SkillProposal
{
    public static void Add(PortalPatch patch, Portal portal, PartReport report)
    {
        if (report.Check.Split(' ') is not [var kind, var name]) return;
        var plural = kind + "s";
        if (report.Fallback is { } level) patch.PutFirst(level, plural, name, "root");
        foreach (var change in report.Changes)
        {
            switch (kind, change)
            {
                case ("table", PartChange.Renamed renamed):
                    patch.AddTitle(name, renamed.Key, renamed.Now);
                    break;
                case ("form", PartChange.Renamed renamed):
                    patch.SetLabel(plural, name, "fields", renamed.Key, renamed.Now);
                    break;
                case ("record", PartChange.Renamed renamed):
                    patch.SetLabel(plural, name, "pairs", renamed.Key, renamed.Now);
                    break;
                case ("form", PartChange.Sender):
                    patch.SetName(change.Now, plural, name, "submit");
                    break;
                case ("section", PartChange.Heading):
                    patch.SetName(change.Now, plural, name, "ready", "visible");
                    break;
                case ("section", PartChange.Address):
                    patch.SetText(change.Now, plural, name, "url");
                    break;
            }
        }

        if (kind != "table") return;
        var table = portal.Tables[name];
        if (report.NewColumns.Count > 0) patch.AddColumns(name, report.NewColumns);
        foreach (var key in report.Missing.Where(key => !table.RowKey.Contains(key) && !report.Changes.OfType<PartChange.Renamed>().Any(renamed => renamed.Key == key))) patch.TakeOut(name, key);
    }
}
