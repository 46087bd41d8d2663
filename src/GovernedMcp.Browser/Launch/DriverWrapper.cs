using System.Runtime.InteropServices;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// A script that starts Playwright's driver with a temporary folder of its own and without our environment, which may hold
/// credentials: driver and browser get what they need to run and nothing else. Where the machine allows, it does so as another user
/// and in an empty network. Linux and macOS.
/// </summary>
internal static class DriverWrapper
{
    /// <summary>The variable in which Playwright looks for its node.</summary>
    public const string Variable = "PLAYWRIGHT_NODEJS_PATH";

    /// <summary>What the script is called.</summary>
    public const string FileName = "governed-mcp-driver";

    // Read once: while a driver starts, the variable holds a script of ours. A process that another of us starts at that moment
    // inherits it, and that script is the other's and soon gone.
    private static readonly string? Told = Environment.GetEnvironmentVariable(Variable) is { } node && Path.GetFileName(node) != FileName ? node : null;

    // An option of node that changes nothing: the folder in its command line is what a process of another user is known by.
    private const string Mark = "--disable-warning=";
    private const string Xdg = "XDG_";

    private static readonly string[] Kept = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "LD_LIBRARY_PATH"];
    private static readonly string[] KeptKinds = ["LC_", Xdg, "PW_", "PLAYWRIGHT_", "FONTCONFIG_", "DYLD_"];

    /// <summary>What the driver is made of, its node first; nothing where no script can start it.</summary>
    public static IReadOnlyList<string> Parts()
    {
        if (OperatingSystem.IsWindows()) return [];
        var node = Told ?? Bundled();
        return File.Exists(node) ? [node, Path.Combine(Root, "package", "cli.js")] : [];
    }

    /// <summary>The path of the script; null where there is no driver to start.</summary>
    public static string? Write(RunFolder folder, Isolation isolation)
    {
        if (OperatingSystem.IsWindows() || Parts() is not [var node, ..]) return null;
        var path = Path.Combine(folder.Path, FileName);
        var words = isolation.Through.Append(node).Select(Quoted);
        File.WriteAllText(path, $"""
            #!/bin/sh
            {Forgotten(isolation.User is null)}export TMPDIR={Quoted(folder.Temporary)} GOVERNED_MCP_RUN={Quoted(folder.Path)}
            {(isolation.User is null ? "" : "export HOME=\"$TMPDIR\"")}
            exec {string.Join(' ', words)} {Quoted($"{Mark}{folder.Path}")} "$@"

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // A name that is none of a shell cannot be unset by one, nor set by one or by a service.
    private static string Forgotten(bool sameUser) => string.Concat(Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => !Kept.Contains(name) && !KeptKinds.Any(kind => (sameUser || kind != Xdg) && name.StartsWith(kind, StringComparison.Ordinal)) && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_'))
        .Select(name => $"unset {name}\n"));

    private static string Root => Path.Combine(Environment.GetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH") ?? AppContext.BaseDirectory, ".playwright");

    private static string Bundled()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return Path.Combine(Root, "node", $"{system}-{processor}", "node");
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
