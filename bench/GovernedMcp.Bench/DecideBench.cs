using System.Diagnostics;
using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Cli.Demo;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Bench;

/// <summary>One decision of the policy, among many workflows that each reach twenty portals; and how long loading all of it takes.</summary>
internal static class DecideBench
{
    private const int Portals = 20;

    public static async Task RunAsync(int workflows)
    {
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), new Uri("http://127.0.0.1:7311"));
        try
        {
            await WriteAsync(folder, workflows);
            var loader = new PolicyLoader(new ConfigFolder(folder.Config, folder.Skills), TimeProvider.System);
            var loads = new List<double>();
            Policy? policy = null;
            for (var round = 0; round < 5; round++)
            {
                var watch = Stopwatch.StartNew();
                var result = loader.Load();
                policy = result.Loaded?.Policy ?? throw new InvalidOperationException(string.Join('\n', result.Errors.Take(5)));
                if (round > 0) loads.Add(watch.Elapsed.TotalMilliseconds);
            }

            Figures.Show(($"load of {workflows} entries and {Portals} Skills", loads));
            Decide(policy!);
        }
        finally
        {
            Directory.Delete(folder.Root, recursive: true);
        }
    }

    private static void Decide(Policy policy)
    {
        var cases = policy.Registry.All.SelectMany(workflow => Acts(workflow).Select(act => (workflow, act))).Select(pair => Case(pair.workflow, pair.act)).ToList();
        var (rounds, outcomes) = (new List<double>(), new Dictionary<string, int>());
        for (var round = 0; round < 12; round++)
        {
            outcomes.Clear();
            var watch = Stopwatch.StartNew();
            foreach (var (call, caller, circumstances) in cases)
            {
                var kind = policy.Decide(call, caller, circumstances).GetType().Name;
                outcomes[kind] = outcomes.GetValueOrDefault(kind) + 1;
            }

            if (round > 1) rounds.Add(watch.Elapsed.TotalMicroseconds / cases.Count);
        }

        var list = Stopwatch.StartNew();
        foreach (var (_, caller, circumstances) in cases) _ = policy.Offers(caller, circumstances);
        Figures.Say($"one decision: {Figures.Median(rounds):0.00} µs, the slowest of {rounds.Count} rounds {rounds.Max():0.00} µs; {cases.Count} calls a round: {string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}");
        Figures.Say($"one tools/list: {list.Elapsed.TotalMicroseconds / cases.Count:0.00} µs");
    }

    private static IEnumerable<Act> Acts(Workflow workflow)
    {
        foreach (var portal in workflow.Scope.Portals.Keys.Order(StringComparer.Ordinal).Where((_, index) => index % 4 == 0))
        {
            yield return new Act { Kind = ActKind.Login, Portal = portal };
            yield return new Act { Kind = ActKind.Navigate, Portal = portal, PartKind = PartKind.Section, Part = "invoices" };
            yield return new Act { Kind = ActKind.Extract, Portal = portal, PartKind = PartKind.Table, Part = "invoices", Names = ["number", "amount", "status"] };
            yield return new Act { Kind = ActKind.Extract, Portal = portal, PartKind = PartKind.Table, Part = "invoices", Names = ["number", "iban"] };
            yield return new Act { Kind = ActKind.Fill, Portal = portal, PartKind = PartKind.Form, Part = "dispute", Values = Dispute };
            yield return new Act { Kind = ActKind.Submit, Portal = portal, PartKind = PartKind.Form, Part = "dispute", Values = Dispute };
        }
    }

    private static Dictionary<string, FieldValue> Dispute { get; } = new()
    {
        ["invoice"] = new("NW-2026-00042"),
        ["reason"] = new("Wrong amount"),
        ["amount"] = new("612.50"),
        ["note"] = new("Freight was charged twice."),
    };

    // A decision looks at the act; the arguments it was read from are for the record.
    private static (ToolCall, Caller, Circumstances) Case(Workflow workflow, Act act) =>
    (
        new ToolCall { Id = "call_0", Tool = ToolCatalog.All.First(tool => tool.Kind == act.Kind), Arguments = null!, Act = act },
        new Caller { Workflow = workflow.Name, KeyId = "gmw_0", HeldBy = "dana@example.com" },
        new Circumstances(TimeProvider.System.GetUtcNow(), new Standing { Workflow = workflow.Name, RegisteredAt = TimeProvider.System.GetUtcNow() }, Usage.Nothing)
    );

    private static async Task WriteAsync(DemoFolder folder, int workflows)
    {
        var names = Enumerable.Range(0, Portals).Select(number => string.Create(CultureInfo.InvariantCulture, $"portal-{number:00}")).ToList();
        var shipped = Path.Combine(folder.Skills, "northwind-vendor");
        var machine = await File.ReadAllTextAsync(Path.Combine(shipped, "portal", "portal.yaml"));
        var told = await File.ReadAllTextAsync(Path.Combine(shipped, "SKILL.md"));
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.Combine(folder.Skills, name, "portal"));
            Directory.CreateDirectory(Path.Combine(folder.Skills, name, "references"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(shipped, "references"))) File.Copy(file, Path.Combine(folder.Skills, name, "references", Path.GetFileName(file)));
            await File.WriteAllTextAsync(Path.Combine(folder.Skills, name, "SKILL.md"), told.Replace("northwind-vendor", name, StringComparison.Ordinal));
            await File.WriteAllTextAsync(
                Path.Combine(folder.Skills, name, "portal", "portal.yaml"),
                machine.Replace("northwind-vendor", name, StringComparison.Ordinal).Replace("http://127.0.0.1:7311", $"https://{name}.example.com", StringComparison.Ordinal));
        }

        var entry = await File.ReadAllTextAsync(Path.Combine(folder.Config, "registry", "invoice-desk.yaml"));
        var (head, scope, tail) = Parts(entry);
        var scopes = string.Concat(names.Select(name => scope.Replace("northwind-vendor", name, StringComparison.Ordinal)));
        for (var number = 0; number < workflows; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"workflow-{number:0000}");
            var text = head.Replace("invoice-desk", name, StringComparison.Ordinal) + scopes + tail.Replace("northwind-vendor", names[number % Portals], StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder.Config, "registry", name + ".yaml"), text);
        }
    }

    /// <summary>The shipped entry: up to its scope, its one portal, and what follows.</summary>
    private static (string Head, string Scope, string Tail) Parts(string entry)
    {
        var (from, to) = (entry.IndexOf("  northwind-vendor:", StringComparison.Ordinal), entry.IndexOf("limits:", StringComparison.Ordinal));
        return (entry[..from], entry[from..to], entry[to..]);
    }
}
