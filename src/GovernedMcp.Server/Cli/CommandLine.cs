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
            SkillsCommand.Make(),
            NewCommand.Make(),
            KeysCommand.Make(),
            RegistryCommand.Make(),
            ApprovalsCommand.Make(),
            SubmitsCommand.Make(),
            SignInsCommand.Make(),
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
        var parsed = Root().Parse(args);
        // The host of `serve` handles signals itself, and may need longer; every other command is cancelled by them.
        TimeSpan? untilKilled = parsed.CommandResult.Command.Name == "serve" ? null : TimeSpan.FromSeconds(5);
        return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = untilKilled, EnableDefaultExceptionHandler = false });
    }
}
