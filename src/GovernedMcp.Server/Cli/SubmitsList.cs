using System.CommandLine;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli;

/// <summary><c>submits list</c></summary>
internal static class SubmitsList
{
    private const int Most = 200;

    public static Command Make()
    {
        var all = new Option<bool>("--all") { Description = "Also those that people settled" };
        var json = Verb.Json();
        return new Command("list", "Submits that may or may not have arrived, newest first.") { all, json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var submits = await store.Submits.UnknownAsync(parsed.GetValue(all), Most, cancel);
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. submits.Select(SubmitsShow.AsJson)]));
            else
            {
                terminal.Table(["plan", "outcome", "workflow", "form", "asked for by", "at"],
                    [.. submits.Select(submit => (IReadOnlyList<string>)[submit.Facts.Plan, SubmitsCommand.Standing(submit), submit.Facts.Workflow, SubmitsCommand.About(submit), submit.RequestedBy, submit.At.Shown()])],
                    parsed.GetValue(all) ? "no submit was ever left unknown" : "no submit is unknown");
            }

            return ExitCodes.Done;
        });
    }
}
