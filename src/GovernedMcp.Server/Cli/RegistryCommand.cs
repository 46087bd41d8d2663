using System.CommandLine;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry</c>: what is registered, how it stands, and the kill switch.</summary>
internal static class RegistryCommand
{
    public static Command Make() => new("registry", "The registered workflows.")
    {
        RegistryList.Make(), RegistryShow.Make(), RegistryTouches.Make(), RegistrySwitch.Suspend(), RegistrySwitch.Resume(), RegistryAttest.Make(),
    };

    internal static Argument<string> Workflow() => new("workflow") { Description = "The name of the workflow" };
}
