using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernedMcp.Server.Tests;

/// <summary>Texts that users and models read, kept as files beside the tests and reviewed when they change.</summary>
internal static class Snapshots
{
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void ShouldMatch(string name, string actual, [CallerFilePath] string test = "") => ShouldMatchFile(Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name), actual);

    public static void ShouldMatchFile(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        actual.ShouldBe(File.Exists(file) ? File.ReadAllText(file) : "", $"run the tests once with GOVERNED_MCP_WRITE_DOCS=1 and review the change of {Path.GetFileName(file)}");
    }
}
