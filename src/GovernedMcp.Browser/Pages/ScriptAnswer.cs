using System.Text.Json;
using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>What comes back from a page: one mark, then JSON or what went wrong. The page may be hostile, so nothing of it is believed.</summary>
internal static partial class ScriptAnswer
{
    public const int MostCharacters = 4 * 1024 * 1024;
    public const char Good = '=';
    public const char TooLarge = '>';
    public const char Threw = '!';

    public static JsonElement Read(string script, string? answer)
    {
        switch (answer is { Length: > 0 } ? answer[0] : ' ')
        {
            case Good when answer!.Length <= MostCharacters + 1:
                return Parse(script, answer.AsMemory(1));
            case Good or TooLarge:
                throw new BlockFault(Rules.Pages.TooLarge, "the page holds more than may be read at once; ask for less of it");
            default:
                throw Broken(script, answer is not null && ErrorPlace().IsMatch(answer) ? answer[1..] : "no error told");
        }
    }

    private static JsonElement Parse(string script, ReadOnlyMemory<char> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Broken(script, "not JSON");
        }
    }

    private static BlockFault Broken(string script, string why) =>
        new(Rules.Pages.Script, $"the script `{script}` did not finish on this page (`{why}`); tell the platform team");

    [GeneratedRegex(@"^![A-Za-z]{1,40} at [0-9:?]{1,20}$", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorPlace();
}
