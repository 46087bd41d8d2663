using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Storage.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Server.Cli;

/// <summary>
/// <c>audit verify</c>: whether the record is whole. Needs no server, no key and no configuration; works on a copy of the file.
/// Exits 0 intact, 1 tampered, 2 intact but incomplete, 3 could not run.
/// </summary>
internal static class AuditVerify
{
    private static readonly Option<string?> FileOption = new("--file") { Description = "A copy of governed-mcp.db, instead of the store's own", HelpName = "FILE" };
    private static readonly Option<string?> Trusted = new("--trusted") { Description = "An end of the log known from elsewhere, as verify printed it", HelpName = "SEQ:LINK" };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Without --trusted, call the evidence incomplete" };

    public static Command Make()
    {
        var json = Verb.Json();
        return new Command("verify", "Check the whole record. Exits 0 intact, 1 tampered, 2 intact but incomplete, 3 could not run.") { FileOption, Trusted, Strict, json }.Does((parsed, terminal) =>
        {
            var report = Report(parsed);
            if (parsed.GetValue(json)) terminal.Print(AsJson(report));
            else Show(report, terminal);
            return report.ExitCode;
        });
    }

    private static VerifyReport Report(ParseResult parsed)
    {
        ChainHead? trusted = null;
        if (parsed.GetValue(Trusted) is { } text && !ChainHead.TryParse(text, out trusted))
            return AuditVerifier.CouldNotRun($"`{text}` is not SEQ:LINK, as `audit verify` prints it");
        try
        {
            using var reader = AuditReader.Open(parsed.GetValue(FileOption) ?? Path.Combine(Places.Of(parsed).Data, "governed-mcp.db"));
            return AuditVerifier.Verify(reader.All(), new VerifyOptions { Trusted = trusted, Strict = parsed.GetValue(Strict), Revisions = reader.Revisions() });
        }
        catch (StoreUnavailable fault)
        {
            return AuditVerifier.CouldNotRun(fault.Message);
        }
    }

    private static void Show(VerifyReport report, Terminal terminal)
    {
        terminal.Say(report.Summary);
        if (report.Verdict != Verdict.CouldNotRun) terminal.Facts(("records", $"{report.Records}"), ("end", report.Head.ToString()), ("first bad record", report.FirstBadSeq?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (report.Findings.Count == 0) return;
        terminal.Say("");
        foreach (var finding in report.Findings) terminal.Say($"{Word(finding.Kind)}: {finding.Sentence}");
    }

    private static JsonObject AsJson(VerifyReport report) => new()
    {
        ["verdict"] = report.Verdict switch { Verdict.CouldNotRun => "could_not_run", var verdict => verdict.ToString().ToLowerInvariant() },
        ["summary"] = report.Summary,
        ["records"] = report.Records,
        ["end"] = report.Head.ToString(),
        ["tail_proven"] = report.TailProven,
        ["first_bad"] = report.FirstBadSeq,
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => new JsonObject { ["kind"] = Word(finding.Kind), ["seq"] = finding.Seq, ["says"] = finding.Sentence })]),
    };

    private static string Word(FindingKind kind) => kind == FindingKind.CouldNotRun ? "could not run" : kind.ToString().ToLowerInvariant();
}
