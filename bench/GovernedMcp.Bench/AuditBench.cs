using System.Diagnostics;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Storage;

namespace GovernedMcp.Bench;

/// <summary>
/// What a durable record costs: one caller after the other, many at once (committed together), two stores on one file; beside a
/// bare write and fsync of as many bytes on the same disk. And how fast the whole log is verified.
/// </summary>
internal static class AuditBench
{
    private const int Callers = 16;
    private const int Filled = 50_000;

    public static async Task RunAsync(int records)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}");
        try
        {
            using var store = LocalStore.Open(folder, TimeProvider.System);
            using var other = LocalStore.Open(folder, TimeProvider.System);
            await AppendAsync(store, 200);
            var bare = Bare(Path.Combine(folder, "bare"), records);
            var alone = await AppendAsync(store, records);
            var (together, rate) = await TogetherAsync([store], records * 4);
            var (shared, sharedRate) = await TogetherAsync([store, other], records * 2);
            Figures.Show(("bare write of 1 KB and fsync", bare), ("append, one caller", alone), ($"append, {Callers} callers", together), ($"append, {Callers} callers over two stores", shared));
            Figures.Say($"{rate:0} records/s with {Callers} callers in one process; {sharedRate:0} records/s over two stores on one file");
            await VerifyAsync(store);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task VerifyAsync(LocalStore store)
    {
        await TogetherAsync([store], Filled, callers: 64);
        var times = new List<double>();
        var report = AuditVerifier.CouldNotRun("");
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            report = AuditVerifier.Verify(store.Reader.All(), new VerifyOptions());
            times.Add(watch.Elapsed.TotalSeconds);
        }

        if (report.Findings.Any(finding => finding.Kind == FindingKind.Tampered)) throw new InvalidOperationException(report.Summary);
        Figures.Say($"verify: {report.Records / Figures.Median(times):0} records/s over {report.Records} records");
    }

    private static List<double> Bare(string path, int times)
    {
        using var file = new FileStream(path, FileMode.Create);
        var kilobyte = new byte[1024];
        return [.. Enumerable.Range(0, times).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            file.Write(kilobyte);
            file.Flush(flushToDisk: true);
            return watch.Elapsed.TotalMilliseconds;
        })];
    }

    private static async Task<(IReadOnlyList<double> Times, double Rate)> TogetherAsync(LocalStore[] stores, int records, int callers = Callers)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => AppendAsync(stores[caller % stores.Length], records / callers)));
        return (all.SelectMany(times => times).ToList(), records / watch.Elapsed.TotalSeconds);
    }

    // An intent and its outcome, in turn, as calls make them.
    private static async Task<IReadOnlyList<double>> AppendAsync(LocalStore store, int records)
    {
        var (times, redactor, intent) = (new List<double>(records), new Redactor(), 0L);
        for (var number = 0; number < records; number++)
        {
            var entry = number % 2 == 0 ? Intent(store, redactor, number) : Outcome(intent);
            var watch = Stopwatch.StartNew();
            var seq = await store.Audit.AppendAsync(entry);
            times.Add(watch.Elapsed.TotalMilliseconds);
            intent = seq;
        }

        return times;
    }

    private static AuditEntry Intent(LocalStore store, Redactor redactor, int number)
    {
        var arguments = new JsonObject { ["session"] = "s_0123456789abcdef0123456789abcdef", ["table"] = "invoices", ["columns"] = new JsonArray("number", "supplier", "amount"), ["limit"] = $"{number}" };
        return new AuditEntry
        {
            Type = AuditTypes.Intent,
            Actor = "dana@example.com",
            Agent = "invoice-desk",
            CallId = "call_0123456789abcdef0123456789abcdef",
            PolicyDigest = new string('a', 64),
            SkillDigest = new string('b', 64),
            Tool = "portal_extract",
            ToolSchemaDigest = new string('c', 64),
            Scope = "northwind-vendor/invoices",
            Decision = "allowed",
            RuleId = "scope.granted",
            Arguments = redactor.Redact(arguments),
            ArgumentsCommit = store.Audit.Commit("{}"u8),
        };
    }

    private static AuditEntry Outcome(long intent) => new()
    {
        Type = AuditTypes.Outcome,
        Actor = "dana@example.com",
        Agent = "invoice-desk",
        CallId = "call_0123456789abcdef0123456789abcdef",
        Tool = "portal_extract",
        Scope = "northwind-vendor/invoices",
        Outcome = "completed",
        IntentSeq = intent,
        Rows = 50,
        ResultDigest = new string('d', 64),
    };
}
