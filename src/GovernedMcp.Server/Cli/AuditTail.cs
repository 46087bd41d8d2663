using System.CommandLine;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Audit;

namespace GovernedMcp.Server.Cli;

/// <summary><c>audit tail</c>: the last records, and with <c>--follow</c> those to come.</summary>
internal static class AuditTail
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Command Make()
    {
        var agent = new Option<string?>("--agent") { Description = "Only the records of one workflow", HelpName = "WORKFLOW" };
        var most = new Option<int>("--most") { Description = "How many", HelpName = "N", DefaultValueFactory = _ => 20 };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on as they are written" };
        var json = new Option<bool>("--json") { Description = "Print the records themselves, one a line" };
        return new Command("tail", "The last records, oldest first.") { agent, most, follow, json }.Does(async (parsed, terminal, cancel) =>
        {
            using var reader = Open(parsed);
            var last = reader.Tail(Math.Clamp(parsed.GetValue(most), 1, 10_000), parsed.GetValue(agent));
            foreach (var record in last) Print(record, parsed.GetValue(json), terminal);
            if (!parsed.GetValue(follow)) return ExitCodes.Done;
            var newest = reader.Tail(1) is [var end] ? end.Seq : 0;
            await foreach (var record in reader.FollowAsync(newest, parsed.GetValue(agent), Pause, TimeProvider.System, cancel)) Print(record, parsed.GetValue(json), terminal);
            return ExitCodes.Done;
        });
    }

    internal static AuditReader Open(ParseResult parsed) => AuditReader.Open(Path.Combine(Places.Of(parsed).Data, "governed-mcp.db"));

    private static void Print(AuditRecord record, bool json, Terminal terminal)
    {
        if (json) terminal.PrintLine(AuditCommand.AsJson(record));
        else terminal.Say(Line(record));
    }

    private static string Line(AuditRecord record) => string.Join("  ", new[]
    {
        $"{record.Seq,6}", record.At.Shown(), record.Type.PadRight(18), record.Agent ?? record.Actor, record.Tool, record.Scope, record.Decision, record.RuleId, record.Outcome, record.ApprovalId,
    }.Where(word => !string.IsNullOrEmpty(word)));
}
