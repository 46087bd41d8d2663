using System.CommandLine;
using System.Text;
using GovernedMcp.Server.Cli;

namespace GovernedMcp.Server.Tests.Cli;

/// <summary>The help of every command, as one page.</summary>
public sealed class HelpTests
{
    [Fact]
    public void The_help_is_that_of_the_snapshot()
    {
        var root = CommandLine.Root();
        var page = new StringBuilder();
        foreach (var path in Paths(root, [])) page.Append(Help(root, path)).Append("----------\n");
        // The usage line names the running program, which is the test's here.
        Snapshots.ShouldMatch("help.txt", page.ToString().Replace(RootCommand.ExecutableName, "governed-mcp", StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Paths(Command command, string[] path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, [.. path, sub.Name])).Prepend(path);

    private static string Help(RootCommand root, string[] path)
    {
        using var output = new StringWriter();
        root.Parse([.. path, "--help"]).Invoke(new() { Output = output });
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim() + "\n";
    }
}
