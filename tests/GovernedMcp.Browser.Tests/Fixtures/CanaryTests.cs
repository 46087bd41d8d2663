using System.Net;
using System.Text;
using GovernedMcp.Testing;

namespace GovernedMcp.Browser.Tests.Fixtures;

public sealed class CanaryTests
{
    private const string Secret = "demo-Northwind-7!";

    public static TheoryData<string> Spelt => new(
    [
        Secret, Secret.ToUpperInvariant(), "d e m o - N o r t h w i n d - 7 !", "!7-dniwhtroN-omed",
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)), "demo-Northwind-7%21", WebUtility.HtmlEncode(Secret),
        string.Concat(Secret.Select(one => $"&#{(int)one};")), string.Concat(Secret.Select(one => $"%{(int)one:x2}")), "demo-Northwind-7\\u0021",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"a\":\"{Secret}\"}}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"x{Secret}y")), Convert.ToBase64String(Encoding.UTF8.GetBytes($"xx{Secret}yy")),
    ]);

    [Theory]
    [MemberData(nameof(Spelt))]
    public void It_is_found_however_it_is_written(string text)
    {
        var canary = new Canary(Secret);
        Should.Throw<ShouldAssertException>(() => canary.IsNotIn("a text", $"before {text} after"));
        canary.IsNotIn("a text", "before demo-Northwind-8! after");
    }

    [Fact]
    public void Every_disguise_is_seen_through()
    {
        foreach (var (way, write) in Canary.Disguises)
        {
            new Canary(Secret).WaysIn($"GET /?d={write(Secret)}&x=1").ShouldNotBeEmpty(way);
            new Canary(Secret).WaysIn($"GET /?d={WebUtility.UrlEncode(write(Secret))}&x=1").ShouldNotBeEmpty($"{way}, encoded once more");
        }
    }

    [Fact]
    public void It_is_found_in_a_file_of_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("governed-mcp-");
        try
        {
            var canary = new Canary(Secret);
            File.WriteAllText(Path.Combine(folder.CreateSubdirectory("logs").FullName, "x.log"), "nothing");
            canary.IsNotUnder(folder.FullName);
            File.AppendAllText(Path.Combine(folder.FullName, "logs", "x.log"), Secret);
            using var held = new FileStream(Path.Combine(folder.FullName, "logs", "x.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Should.Throw<ShouldAssertException>(() => canary.IsNotUnder(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
