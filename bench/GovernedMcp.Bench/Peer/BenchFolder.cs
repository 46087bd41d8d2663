using System.Globalization;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench.Peer;

/// <summary>The demo's configuration with one form more, granted whole, and without the limits that are for agents.</summary>
internal static class BenchFolder
{
    public static DemoFolder Prepare(Uri portal)
    {
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), portal);
        Change(Path.Combine(folder.Skills, "northwind-vendor", "portal", "portal.yaml"), text => text
            .Replace("sections:\n", "sections:\n  new-supplier: { title: New supplier, url: /suppliers/new, ready: { visible: { by: heading, text: New supplier } } }\n", StringComparison.Ordinal)
            .Replace("\nforms:\n", $"\nforms:\n{Form()}", StringComparison.Ordinal));
        Change(Path.Combine(folder.Config, "registry", "invoice-desk.yaml"), text => string.Join('\n', text
            .Replace("new-dispute]", "new-dispute, new-supplier]", StringComparison.Ordinal)
            .Replace("    forms: { ", "    forms: { supplier: all, ", StringComparison.Ordinal)
            .Split('\n').Where(line => !line.StartsWith("limits:", StringComparison.Ordinal))));
        return folder;
    }

    private static string Form() =>
        $$"""
          supplier:
            section: new-supplier
            root: { by: role, role: form, name: Supplier }
            fields:
        {{string.Join('\n', Supplier.Fields.Select(one => $"      - {{ key: {one.Field}, label: {one.Label}, widget: {Widget(one)} }}"))}}
            submit: { by: role, role: button, name: Register supplier, effect: submit, request: POST /suppliers }
            success: { text: Supplier registered }

        """;

    private static string Widget(Supplier field) => field.Kind switch
    {
        "combobox" => "select",
        "checkbox" => "checkbox",
        _ when DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "date",
        _ => "text",
    };

    private static void Change(string file, Func<string, string> change)
    {
        var before = File.ReadAllText(file);
        var after = change(before);
        if (after == before) throw new DemoFailure($"{file} is not as the bench expects it");
        File.WriteAllText(file, after);
    }
}
