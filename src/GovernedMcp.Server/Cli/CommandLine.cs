using System.CommandLine;
using System.CommandLine.Help;

namespace GovernedMcp.Server.Cli;

/// <summary>The command line: every command, and the options that all of them take.</summary>
internal static class CommandLine
{
    private const int HelpWidth = 110;

    public static RootCommand Root()
    {
        var root = new RootCommand("Governed tools on web portals for agents: registry, scopes, approval gates, credentials by name, and a record of everything.")
        {
            Places.ConfigOption,
            Places.SkillsOption,
            Places.DataOption,
            ServeCommand.Make(),
            CheckCommand.Make(),
            SchemaCommand.Make(),
            KeysCommand.Make(),
            RegistryCommand.Make(),
            ApprovalsCommand.Make(),
            AuditCommand.Make(),
            DoctorCommand.Make(),
            Demo.DemoCommand.Make(),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            if (help.Action is HelpAction action) action.MaxWidth = HelpWidth;
        }

        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        // The host of `serve` handles signals itself; every other command may be ended by them at once.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        return await Root().Parse(args).InvokeAsync(configuration);
    }
}
