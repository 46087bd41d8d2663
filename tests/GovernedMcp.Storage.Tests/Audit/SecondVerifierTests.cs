using System.Diagnostics;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Storage.Audit;

namespace GovernedMcp.Storage.Tests.Audit;

/// <summary>The format is not its own only witness: docs/audit-verify.py, without any code of ours, comes to the same answers. Needs python3.</summary>
public sealed class SecondVerifierTests
{
    private static readonly string[] Tampering =
    [
        "UPDATE audit_record SET body = CAST(replace(body, 'allowed', 'refused') AS BLOB) WHERE seq = 3",
        "UPDATE audit_record SET leaf = randomblob(32) WHERE seq = 4",
        "UPDATE audit_record SET chain = randomblob(32) WHERE seq = 2",
        "UPDATE audit_record SET agent = 'another' WHERE seq = 3",
        "UPDATE audit_record SET rows = 5 WHERE seq = 3",
        "DELETE FROM audit_record WHERE seq = 3",
        "DELETE FROM audit_record WHERE seq = 1",
        "DELETE FROM audit_record",
        "UPDATE audit_record SET seq = 99 WHERE seq = 2; UPDATE audit_record SET seq = 2 WHERE seq = 3; UPDATE audit_record SET seq = 3 WHERE seq = 99",
    ];

    [Fact]
    public async Task Both_call_a_whole_log_intact_as_database_and_as_export()
    {
        using var store = await FilledAsync();
        var ours = Ours(store.Database);
        (ours.Code, ours.Sentence).ShouldBe(await TheirsAsync(store.Database));
        var export = Path.Combine(store.Folder, "export.jsonl");
        await File.WriteAllLinesAsync(export, store.Store.Reader.All().Select(AuditExport.Write));
        (await TheirsAsync(export)).ShouldBe(ours);
        ours.Code.ShouldBe(0);
        var head = ours.Sentence.Split('`')[1];
        (await TheirsAsync(store.Database, "--trusted", head)).Sentence.ShouldBe("intact; complete up to record 44, and the trusted end is part of it");
    }

    [Fact]
    public async Task Both_name_the_same_first_bad_record()
    {
        foreach (var sql in Tampering)
        {
            using var store = await FilledAsync();
            store.Tamper(sql);
            var ours = Ours(store.Database);
            var theirs = await TheirsAsync(store.Database);
            (theirs.Code, Record(theirs.Sentence)).ShouldBe((1, Record(ours.Sentence)), sql);
            ours.Code.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_cut_tail_and_a_torn_export_are_told_apart()
    {
        using var store = await FilledAsync();
        var head = Ours(store.Database).Sentence.Split('`')[1];
        var export = Path.Combine(store.Folder, "export.jsonl");
        var lines = store.Store.Reader.All().Select(AuditExport.Write).ToList();
        await File.WriteAllLinesAsync(export, lines[..^1]);
        (await TheirsAsync(export, "--trusted", head)).Code.ShouldBe(1);
        await File.WriteAllTextAsync(export, string.Join('\n', lines)[..^30]);
        (await TheirsAsync(export)).Code.ShouldBe(3);
    }

    private static async Task<TempStore> FilledAsync()
    {
        var store = new TempStore();
        string[] texts = ["plain", "Grund für \"Zwölf\" \\ € 😀", "\u0000\u001f\b\t\n\f\r\u007f\u2028", "דּ\ue000"];
        for (var call = 0; call < 40; call++)
        {
            var entry = Sample.Of(AuditTypes.Declined) with
            {
                Decision = "allowed",
                Facts = Governance.Redaction.Redacted.FromStore(new System.Text.Json.Nodes.JsonObject { [texts[call % 4]] = texts[call / 4 % 4], ["n"] = call * 1.5 }.ToJsonString()),
            };
            await store.Audit.AppendAsync(entry);
        }

        var approval = await store.AskAsync();
        await store.VoteAsync(approval, "lee@example.com");
        await store.Store.Keys.IssuePersonKeyAsync("lee@example.com", "root");
        return store;
    }

    private static (int Code, string Sentence) Ours(string database)
    {
        using var reader = AuditReader.Open(database);
        var report = AuditVerifier.Verify(reader.All(), new());
        return (report.ExitCode, report.Summary);
    }

    private static string Record(string sentence) => string.Join(' ', sentence.Split(' ').Take(3));

    private static async Task<(int Code, string Sentence)> TheirsAsync(params string[] arguments)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GovernedMcp.sln"))) folder = Path.GetDirectoryName(folder)!;
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(folder, "docs", "audit-verify.py"), .. arguments]) { RedirectStandardOutput = true })!;
        var text = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, text.TrimEnd('\n'));
    }
}
