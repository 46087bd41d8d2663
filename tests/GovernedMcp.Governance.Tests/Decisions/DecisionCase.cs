using System.Globalization;
using System.Text;
using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Governance.Tests.Decisions;

/// <summary>
/// One golden case: a comment, the documents it changes, circumstances, a call, a ruler, and the decision. Written so that somebody
/// who edits the rails can read it.
/// </summary>
internal sealed class DecisionCase(string path)
{
    private const string Ruler = "----------\n";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Decisions");

    public static IEnumerable<string> All => Directory.EnumerateFiles(Path.Combine(Folder, "cases"), "*.txt").Order(StringComparer.Ordinal);

    private string Text => File.ReadAllText(path);

    public string Expected => Text[(Text.IndexOf(Ruler, StringComparison.Ordinal) + Ruler.Length)..];

    public string Decide()
    {
        var parts = Parts();
        var loaded = PolicyLoader.Rebuild(Documents(parts), new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        loaded.Errors.ShouldBeEmpty();
        var caller = new Caller { Workflow = parts.GetValueOrDefault("caller")?.Trim() ?? "desk", KeyId = "k1", HeldBy = "dana@example.com" };
        var call = new ToolCall { Id = "call_1", Tool = ToolCatalog.All[0], Arguments = ArgumentReader.Read(ToolCatalog.All[0], null, []).Arguments!, Act = Act(parts["call"].Trim()) };
        var decision = loaded.Loaded!.Policy.Decide(call, caller, Circumstances(parts.GetValueOrDefault("circumstances") ?? ""));

        var shown = new StringBuilder().Append(decision.GetType().Name.ToLowerInvariant()).Append(' ').Append(decision.Rule.Id).Append('\n')
            .Append(decision.Source).Append('\n').Append(decision.Sentence).Append('\n');
        foreach (var seen in decision.Observed) shown.Append(CultureInfo.InvariantCulture, $"gate `{seen.Gate}` {seen.Would}\n");
        return shown.ToString();
    }

    private Dictionary<string, string> Parts()
    {
        var parts = new Dictionary<string, string>();
        var name = "";
        foreach (var line in Text[..Text.IndexOf(Ruler, StringComparison.Ordinal)].Split('\n'))
        {
            if (line.StartsWith('[') && line.EndsWith(']')) parts[name = line[1..^1]] = "";
            else if (name.Length > 0) parts[name] += line + "\n";
        }

        return parts;
    }

    private static List<ConfigDocument> Documents(Dictionary<string, string> changed)
    {
        var root = Path.Combine(Folder, "base");
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Select(file => new ConfigDocument(file, changed.TryGetValue(file, out var text) ? Encoding.UTF8.GetBytes(text) : File.ReadAllBytes(Path.Combine(root, file)))),
        ];
    }

    // `submit acme/form/dispute amount=500`, `extract acme/table/invoices names=number,amount`, `login acme`
    private static Act Act(string line)
    {
        var words = line.Split(' ');
        var place = words[1].Split('/');
        var named = words.Skip(2).Select(word => word.Split('=', 2)).ToList();
        return new Act
        {
            Kind = Enum.Parse<ActKind>(words[0], ignoreCase: true),
            Portal = place[0],
            PartKind = place.Length > 1 ? Enum.Parse<PartKind>(place[1], ignoreCase: true) : null,
            Part = place.Length > 2 ? place[2] : null,
            Names = named.Where(pair => pair[0] == "names").SelectMany(pair => pair[1].Split(',')).ToList(),
            Values = named.Where(pair => pair[0] != "names").ToDictionary(pair => pair[0], pair => new FieldValue(pair[1])),
        };
    }

    private static Circumstances Circumstances(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var standing = new Standing
        {
            Workflow = "desk",
            RegisteredAt = Day("2026-08-01"),
            AttestedAt = lines.TryGetValue("attested", out var attested) ? Day(attested) : null,
            Suspended = lines.TryGetValue("suspended", out var why) ? new Suspension("pat@example.com", Day("2026-10-01"), why) : null,
        };
        return new(Day(lines.GetValueOrDefault("now") ?? "2026-10-05"), standing, new Usage(Count("calls"), Count("submits"), Count("rows"), Count("sessions")))
        {
            Crossings = lines.TryGetValue("crossing", out var crossing) && crossing.Split(" from ") is [var at, var portals] ? [new Crossing(at, portals.Split(','))] : [],
        };

        int Count(string name) => lines.TryGetValue(name, out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.ParseExact(day + " 09:00", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
