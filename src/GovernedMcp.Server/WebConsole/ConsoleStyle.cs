using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Server.WebConsole;

/// <summary>The one style sheet. It stands in each page, and the page's policy names its hash, so that no other style applies.</summary>
internal static class ConsoleStyle
{
    public static string Text { get; } = Read();

    public static string Hash { get; } = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}";

    private static string Read()
    {
        using var text = new StreamReader(typeof(ConsoleStyle).Assembly.GetManifestResourceStream("console.css")!);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
