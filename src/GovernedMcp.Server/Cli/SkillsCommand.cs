using System.CommandLine;

namespace GovernedMcp.Server.Cli;

/// <summary><c>skills</c>: what whoever writes a Skill needs besides an editor.</summary>
internal static class SkillsCommand
{
    public static Command Make() => new("skills", "Skills, for whoever writes them.") { SkillsCheck.Make(), SkillsProbe.Make(), SkillsTest.Make() };
}
