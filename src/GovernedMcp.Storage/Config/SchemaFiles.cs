using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Skills.Shapes;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// The JSON Schemas that line one of every file names. Made from the shapes that read the files, so that an editor and the
/// server agree; checked in under config/schema, where a test compares them.
/// </summary>
public static class SchemaFiles
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>File name to content.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["people.schema.json"] = Describe("Teams and approver groups", PeopleEntry.Shape),
        ["rails.schema.json"] = Describe("What the platform team sets for everybody", RailsEntry.Shape),
        ["credentials.schema.json"] = Describe("Credential names and where their values come from; never a value", CredentialEntries.Shape),
        ["workflow.schema.json"] = Describe("One entry of the registry: a workflow, its owner, its scope and its gates", WorkflowEntry.Shape),
        ["portal.schema.json"] = Describe("A portal: where it is, how one signs in, which named parts it has", PortalEntry.Whole),
    };

    /// <summary>Writes all of them into a folder, over what is there.</summary>
    public static void WriteAll(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in All) File.WriteAllText(Path.Combine(folder, name), content);
    }

    private static string Describe<T>(string title, Shape<T> shape)
    {
        var definitions = new SchemaDefinitions();
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (key, value) in shape.Describe(definitions).ToList()) schema[key] = value?.DeepClone();
        if (definitions.ToJson() is { } named) schema["definitions"] = named;
        return schema.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n";
    }
}
