using System.CommandLine;

namespace GovernedMcp.Server.Cli;

/// <summary><c>new</c>: begins what people then write on.</summary>
internal static class NewCommand
{
    public static Command Make() => new("new", "Begin a Skill.") { NewSkill.Make() };
}
