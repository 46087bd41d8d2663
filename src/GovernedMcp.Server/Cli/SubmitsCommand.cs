using System.CommandLine;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Server.Cli;

/// <summary><c>submits</c>: forms of which nobody knows whether they arrived, and what people found who looked.</summary>
internal static class SubmitsCommand
{
    public static Command Make() => new("submits", "Submits whose outcome is unknown, and settling them.")
    {
        SubmitsList.Make(), SubmitsShow.Make(), SubmitsSettle.Make(),
    };

    internal static Argument<string> Plan() => new("plan") { Description = "The id of the plan that was submitted, p_…" };

    internal static string Standing(SubmitCase submit) => submit.Facts.Settled is { } settled ? settled.Told : submit.Facts.State.Word();

    internal static string About(SubmitCase submit) => $"{submit.Facts.Portal}/{submit.Facts.Form}";
}
