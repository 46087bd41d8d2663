using System.Text.Json;

namespace GovernedMcp.Browser.Tests.Pages.Forms;

/// <summary>A page of the forms corpus, and what people said of its controls.</summary>
public sealed record SavedForm
{
    private static readonly string[] Names = ["username", "emailAddress", "username OR emailAddress"];

    // Said to be log-ins by the name of their file alone: two make an account, two change a password, one orders a newsletter.
    private static readonly string[] Misfiled =
        ["printful_com_login.html", "joybird_com.html", "amazon_change-password.html", "twitter_change-password.html", "techradar_newsletter.html"];

    public required string File { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<SavedControl> Controls { get; init; }

    public bool SignsIn => Kind == "login" && !Misfiled.Contains(File);
    public IReadOnlyList<int> Passwords => Marked(control => control.Type?.StartsWith("password", StringComparison.Ordinal) == true);
    public IReadOnlyList<int> UserNames => Marked(control => Names.Contains(control.Type));
    public IReadOnlyList<int> Submits => Marked(control => control.Submit);

    public static IReadOnlyList<SavedForm> All(string folder) =>
        JsonSerializer.Deserialize<List<SavedForm>>(System.IO.File.ReadAllText(Path.Combine(folder, "gold.json")), JsonSerializerOptions.Web)!;

    private List<int> Marked(Func<SavedControl, bool> fits) => [.. Controls.Where(control => control.Visible && fits(control)).Select(control => control.K)];
}

/// <param name="K">The value of its attribute <c>data-k</c>.</param>
public sealed record SavedControl(int K, string? Type, bool Submit, bool Visible);
