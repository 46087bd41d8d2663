using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli;

/// <summary><c>audit show</c>: a record by its number, or all records of one call.</summary>
internal static class AuditShow
{
    public static Command Make()
    {
        var which = new Argument<string>("record") { Description = "The number of a record, or the id of a call (call_…)" };
        return new Command("show", "Records in full, as JSON.") { which }.Does((parsed, terminal) =>
        {
            using var reader = AuditTail.Open(parsed);
            var name = parsed.GetRequiredValue(which);
            var records = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                ? reader.Find(seq) is { } only ? [only] : []
                : reader.OfCall(name);
            if (records.Count == 0) throw new CliFault($"there is no record `{name}`; `audit tail` shows the last ones");
            terminal.Print(records.Count == 1 ? AuditCommand.AsJson(records[0]) : new JsonArray([.. records.Select(AuditCommand.AsJson)]));
            return ExitCodes.Done;
        });
    }
}
