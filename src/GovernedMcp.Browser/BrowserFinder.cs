namespace GovernedMcp.Browser;

/// <summary>Finds the browser to run: the rails' path, the environment's, the headless shell, Chromium, Chrome, Edge, Playwright's own. Starts nothing.</summary>
public static class BrowserFinder
{
    /// <summary>The environment variable that names a browser's executable.</summary>
    public const string Variable = "GOVERNED_MCP_BROWSER";

    private static readonly string[] Shells = ["/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium-headless-shell"];

    private static readonly string[] Browsers =
    [
        "/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    /// <param name="channel"><c>auto</c>, or the path of an executable, as the rails have it.</param>
    /// <param name="headless">Whether no window is wanted; the headless shell has none.</param>
    /// <exception cref="BrowserNotFound">None is there.</exception>
    public static string Find(string channel = "auto", bool headless = true)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel != "auto") return Named(channel, "`browser.channel` of rails.yaml");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Named(named, $"the variable `{Variable}`");
        return Candidates(headless).FirstOrDefault(File.Exists) ?? throw new BrowserNotFound(
            "no browser is installed; run `apt-get install chromium-headless-shell`, or `pwsh playwright.ps1 install chromium`, "
            + $"or name an executable in `browser.channel` of rails.yaml or in `{Variable}`");
    }

    private static IEnumerable<string> Candidates(bool headless) =>
        (headless ? Shells : []).Concat(Browsers).Concat(Windows()).Concat(PlaywrightCache(headless));

    private static IEnumerable<string> Windows() =>
        new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
            .Select(Environment.GetFolderPath).Where(folder => OperatingSystem.IsWindows() && folder.Length > 0)
            .SelectMany(folder => new[] { Path.Combine(folder, @"Google\Chrome\Application\chrome.exe"), Path.Combine(folder, @"Microsoft\Edge\Application\msedge.exe") });

    private static IEnumerable<string> PlaywrightCache(bool headless)
    {
        var cache = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH") is { Length: > 1 } told
            ? told
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        if (!Directory.Exists(cache)) return [];
        return Directory.EnumerateDirectories(cache, "chromium*").OrderDescending(StringComparer.Ordinal)
            .SelectMany(folder => new[]
            {
                headless ? Path.Combine(folder, "chrome-headless-shell-linux64", "chrome-headless-shell") : "",
                Path.Combine(folder, "chrome-linux64", "chrome"),
                Path.Combine(folder, "chrome-linux", "chrome"),
            });
    }

    // A file that is no program would be run by a shell: the path is the administrator's alone, never a caller's.
    private static string Named(string path, string where) =>
        File.Exists(path) ? path : throw new BrowserNotFound($"`{path}`, which {where} names, does not exist; name a browser's executable or write `auto`");
}
