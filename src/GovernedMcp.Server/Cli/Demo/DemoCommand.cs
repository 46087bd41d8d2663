using System.CommandLine;
using Spectre.Console;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary><c>demo</c>: the main job on the bundled portal, told step by step. Exits 0 only when all of it happened.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the portal running and print how to connect Claude to it" };
        return new Command("demo", "Run the whole road on the bundled demo portal: sign in, read, fill, be held, be approved, send once, verify.") { keep }
            .Does((parsed, terminal, cancel) => RunAsync(Places.Of(parsed).Data, parsed.GetValue(keep), terminal, cancel));
    }

    private static async Task<int> RunAsync(string data, bool keep, Terminal terminal, CancellationToken cancel)
    {
        var tell = new Narrator(Screen());
        tell.Title("GovernedMcp: an agent, a portal, and everything in between on record");
        try
        {
            await using var portal = await PortalProcess.StartAsync(cancel);
            var folder = DemoFolder.Prepare(Path.Combine(data, "demo"), portal.Address);
            tell.Plain($"The Northwind vendor portal runs at {portal.Address}; configuration, Skill and record of this demo are in {folder.Root}");

            var story = new DemoStory(tell, folder, portal);
            await story.TellAsync(cancel);
            await story.AuditAsync(cancel);
            tell.Title("All of it happened.");
            if (keep) await KeepAsync(terminal, folder, story, portal, cancel);
            return ExitCodes.Done;
        }
        catch (Exception fault) when (fault is DemoFailure or IOException or TimeoutException or HttpRequestException or ModelContextProtocol.McpException)
        {
            tell.Bad(fault.Message);
            terminal.Complain("the demo did not go through");
            return ExitCodes.Failed;
        }
    }

    // Colours and the terminal's width on a terminal; plain and wide in a file.
    private static IAnsiConsole Screen()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = 160;
        return plain;
    }

    private static async Task KeepAsync(Terminal terminal, DemoFolder folder, DemoStory story, PortalProcess portal, CancellationToken cancel)
    {
        // Not through the narrator: what is to be copied must not be wrapped.
        foreach (var line in ClientSetup.For(folder, story.WorkflowKey, story.ApproverKey)) terminal.Say(line);
        terminal.Say($"\nThe portal stays at {portal.Address} (sign in by hand as ap-desk, password demo-Northwind-7!). Press Ctrl-C to end it.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }
    }
}
