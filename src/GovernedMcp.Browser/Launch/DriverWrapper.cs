using System.Runtime.InteropServices;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// A script that starts Playwright's driver with a temporary folder of its own and without our environment, which may hold
/// credentials: driver and browser get what they need to run and nothing else. Linux and macOS.
/// </summary>
internal static class DriverWrapper
{
    /// <summary>The variable in which Playwright looks for its node.</summary>
    public const string Variable = "PLAYWRIGHT_NODEJS_PATH";

    private static readonly string[] Kept = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "LD_LIBRARY_PATH"];
    private static readonly string[] KeptKinds = ["LC_", "XDG_", "PW_", "PLAYWRIGHT_", "FONTCONFIG_", "DYLD_"];

    /// <summary>The path of the script; null where there is no node to start.</summary>
    public static string? Write(RunFolder folder, string? node)
    {
        if (OperatingSystem.IsWindows()) return null;
        node ??= Bundled();
        if (!File.Exists(node)) return null;
        var path = Path.Combine(folder.Path, "node");
        File.WriteAllText(path, $"#!/bin/sh\n{Forgotten()}export TMPDIR={Quoted(folder.Temporary)}\nexec {Quoted(node)} \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // A name that is none of a shell cannot be unset by one, nor set by one or by a service.
    private static string Forgotten() => string.Concat(Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => !Kept.Contains(name) && !KeptKinds.Any(kind => name.StartsWith(kind, StringComparison.Ordinal)) && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_'))
        .Select(name => $"unset {name}\n"));

    private static string Bundled()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var root = Environment.GetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH") ?? AppContext.BaseDirectory;
        return Path.Combine(root, ".playwright", "node", $"{system}-{processor}", "node");
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
