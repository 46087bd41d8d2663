using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace GovernedMcp.Server.Cli;

/// <summary>
/// Where a command prints. Tables have lines on a terminal and are plain aligned text elsewhere; foreign text is shown, never
/// sent as it is.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Default };

    private readonly bool _interactive = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public void Say(string line) => output.WriteLine(Escaped.Text(line));

    public void Complain(string lines)
    {
        foreach (var line in lines.Split('\n')) error.WriteLine(Escaped.Text(line));
    }

    public void Print(JsonNode json) => output.WriteLine(json.ToJsonString(Readable));

    /// <summary>One line of JSON, for streams.</summary>
    public void PrintLine(JsonNode json) => output.WriteLine(json.ToJsonString());

    /// <summary>Rows under headings; <paramref name="none"/> when there are none.</summary>
    public void Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, string none)
    {
        if (rows.Count == 0)
        {
            Say(none);
            return;
        }

        var shown = rows.Select(row => row.Select(OneLine).ToList()).ToList();
        if (_interactive) Drawn(headings, shown);
        else Aligned(headings, shown);
    }

    /// <summary>Names and values, one a line.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        var shown = facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(fact => fact.Name.Length);
        foreach (var (name, value) in shown) output.WriteLine($"{name.PadRight(width)}  {OneLine(value!)}");
    }

    /// <summary>Asks for something that must not be seen. Null when nobody is there to answer.</summary>
    public string? AskHidden(string question)
    {
        if (!CanAsk) return null;
        error.Write($"{question}: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0) typed.Length--;
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        error.WriteLine();
        return typed.ToString();
    }

    /// <summary>Asks for a yes. No when nobody is there to answer.</summary>
    public bool AskYes(string question)
    {
        if (!CanAsk) return false;
        error.Write($"{Escaped.Text(question)} [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static string OneLine(string text) => Escaped.Text(text.Replace('\n', ' ').Replace('\t', ' '));

    private static void Drawn(IReadOnlyList<string> headings, List<List<string>> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var heading in headings) table.AddColumn(new TableColumn(Markup.Escape(heading)));
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }

    private void Aligned(IReadOnlyList<string> headings, List<List<string>> rows)
    {
        var widths = headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToList();
        foreach (var row in rows.Prepend([.. headings]))
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == row.Count - 1 ? cell : cell.PadRight(widths[column]))).TrimEnd());
    }
}
