using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.Flows;

/// <summary>What an agent read on one portal and tries to carry to another: through the whole program, a real browser, and a portal that keeps every byte.</summary>
public sealed class CrossPortalTests
{
    private const string Own = "the blue parcel please";

    [Fact]
    public async Task Nothing_that_one_portal_showed_reaches_the_other_until_the_entry_declares_it()
    {
        await using var other = await RecordingPortal.StartAsync();
        await using var world = await FaultWorld.StartAsync();
        var entry = await JoinAsync(world.Folders, other);
        await using var server = await world.ServeAsync();
        var home = await server.SignInAsync();
        var away = (await server.ExpectAsync("completed", "portal_login", ("portal", "parcels")))["data"]!["session"]!.ToString();

        // What the agent says of itself goes through, in every argument: the portal would see the rest as well.
        foreach (var (tool, arguments) in Everywhere(away, Own)) await server.CallAsync(tool, arguments);
        await Until.HoldsAsync("the portal hears what is typed", () => WebUtility.UrlDecode(other.Received).Split(Own).Length > 3);

        var read = await server.ExpectAsync("completed", "portal_extract", ("session", home), ("table", "invoices"), ("limit", 3), ("format", "json"));
        var row = read["data"]!["rows"]![0]!.AsArray();
        var columns = read["data"]!["columns"]!.AsArray().Select(column => column!.ToString()).ToList();
        string[] values = [row[columns.IndexOf("number")]!.ToString(), row[columns.IndexOf("supplier")]!.ToString()];
        foreach (var encoded in values.SelectMany(Encoded))
        {
            foreach (var (tool, arguments) in Everywhere(away, encoded))
            {
                var reply = await server.CallAsync(tool, arguments);
                reply["code"]?.ToString().ShouldBe("scope.flow_not_granted", $"{encoded} in {tool}: {reply.ToJsonString()}");
            }
        }

        foreach (var encoded in values.SelectMany(Encoded)) Everything(other).ShouldNotContain(encoded, Case.Insensitive);
        world.Records().Count(record => record.RuleId == "scope.flow_not_granted").ShouldBe(values.SelectMany(Encoded).Sum(encoded => Everywhere(away, encoded).Count()));

        await File.AppendAllTextAsync(entry, "flows: [{ from: northwind-vendor, to: parcels }]\n");
        await Until.HoldsAsync("the declared flow is in force", async () =>
            (await server.CallAsync("portal_fill_form", ("session", away), ("form", "note"), ("values", new JsonObject { ["note"] = values[0] })))["outcome"]!.ToString() == "completed", TimeSpan.FromMilliseconds(200));
        await Until.HoldsAsync("the value arrived", () => Everything(other).Contains(values[0], StringComparison.Ordinal));
        await world.IsWholeAsync();
    }

    // Every place that takes free text and leads to a page.
    private static IEnumerable<(string Tool, (string, object)[] Arguments)> Everywhere(string session, string text)
    {
        const int LongestName = 120;
        var path = "path:/" + Uri.EscapeDataString(text);
        IEnumerable<(string Tool, (string, object)[] Arguments)> places =
        [
            ("portal_fill_form", [("session", session), ("form", "note"), ("values", new JsonObject { ["note"] = text })]),
            ("portal_navigate", [("session", session), ("section", "found-by-address"), ("params", new JsonObject { ["q"] = text })]),
            ("portal_navigate", [("session", session), ("section", "found-by-typing"), ("params", new JsonObject { ["text"] = text })]),
            ("portal_extract", [("session", session), ("table", "Parcels"), ("where", new JsonObject { ["Parcel"] = text })]),
            ("portal_read", [("session", session), ("what", "find"), ("query", text)]),
        ];
        return path.Length > LongestName ? places : places.Append(("portal_navigate", [("session", session), ("section", path)]));
    }

    private static string[] Encoded(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return
        [
            value,
            string.Concat(bytes.Select(one => $"%{one:X2}")),
            string.Concat(value.Select(one => $"&#{(int)one};")),
            string.Concat(value.Select(one => $"\\u{(int)one:x4}")),
            Convert.ToHexStringLower(bytes),
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"~{value}~")).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            new string([.. value.Reverse()]),
            string.Join(' ', value.AsEnumerable()),
        ];
    }

    // As it came, and once and twice decoded.
    private static string Everything(RecordingPortal portal)
    {
        var once = WebUtility.UrlDecode(portal.Received);
        return string.Join('\n', portal.Received, once, WebUtility.UrlDecode(once));
    }

    private static async Task<string> JoinAsync(TrialFolders folders, RecordingPortal other)
    {
        var skill = Path.Combine(folders.Skills, "parcels");
        Directory.CreateDirectory(Path.Combine(skill, "portal"));
        await File.WriteAllTextAsync(Path.Combine(skill, "SKILL.md"), "---\nname: parcels\ndescription: Looks for parcels.\nmetadata:\n  governed-mcp.portal: portal/portal.yaml\n---\n# Parcels\n");
        await File.WriteAllTextAsync(Path.Combine(skill, "portal", "portal.yaml"), $$"""
            portal: parcels
            title: Parcels
            base_url: {{other.Address}}
            login:
              start: /login
              steps:
                - fill: { into: { by: label, text: User ID }, secret: username }
                - fill: { into: { by: label, text: Password }, secret: password }
                - click: { by: role, role: button, name: Sign in }
              success: { url: "**/home" }
            sections:
              home: { url: /home }
              found-by-address: { url: "/search/{q}", params: { q: { type: string, required: true } } }
              found-by-typing: { url: /home, params: { text: { set: { by: label, text: Search } } } }
            forms:
              note: { section: home, fields: [{ key: note, label: Note }], submit: { by: role, role: button, name: Send } }

            """);
        var entry = Path.Combine(folders.Config, "registry", "invoice-desk.yaml");
        var text = await File.ReadAllTextAsync(entry);
        const string Last = "    downloads: [invoice-pdf]\n";
        text.ShouldContain(Last);
        await File.WriteAllTextAsync(entry, text.Replace(Last, Last + "  parcels: { credential: northwind/ap-desk, sections: found, tables: found, forms: all }\n", StringComparison.Ordinal));
        return entry;
    }
}
