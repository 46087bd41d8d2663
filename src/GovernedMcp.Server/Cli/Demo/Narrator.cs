using Spectre.Console;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>Tells the demo on the terminal: numbered steps, who does what, what came of it.</summary>
internal sealed class Narrator(IAnsiConsole console)
{
    private int _step;

    public void Title(string text) => console.Write(new Spectre.Console.Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());

    public void Step(string who, string what) =>
        console.MarkupLineInterpolated($"\n[bold]{++_step,2}.[/] [teal]{who}[/] {what}");

    public void Command(string line) => console.MarkupLineInterpolated($"    [grey]$ {line}[/]");

    public void Result(string text)
    {
        foreach (var line in text.TrimEnd().Split('\n')) console.MarkupLineInterpolated($"    {line}");
    }

    public void Good(string text) => console.MarkupLineInterpolated($"    [green]✓[/] {text}");

    public void Bad(string text) => console.MarkupLineInterpolated($"    [red]✗[/] {text}");

    public void Plain(string text) => console.MarkupLineInterpolated($"{text}");
}
