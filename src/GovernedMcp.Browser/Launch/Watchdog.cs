using System.Diagnostics;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// A small process that outlives us only to clean up: when our end of its input closes, it waits a moment, ends what still
/// carries our mark or is of the browser's session (one that is frozen, say) and removes what the run wrote. It lets go of our output at
/// once: whoever reads that must see it end with us. Linux only.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script =
        """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        cat >/dev/null
        sleep 3
        for f in $(grep -laF -- "$1" /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null); do
          id=${f#/proc/}
          id=${id%/*}
          [ "$id" = "$$" ] && continue
          kill -9 -"$id" 2>/dev/null; kill -9 "$id" 2>/dev/null
        done
        while read -r session program; do
          for f in $(grep -lE "^[0-9]+ [(].*[)] . -?[0-9]+ [0-9]+ $session " /proc/[0-9]*/stat 2>/dev/null); do
            p=${f%/stat}
            grep -qaF -- "$program" "$p/cmdline" 2>/dev/null && kill -9 "${p#/proc/}" 2>/dev/null
          done
        done <"$1/sessions" 2>/dev/null
        sleep 0.2
        rm -rf -- "$1" "$2"
        """;

    private readonly Process _process;

    private Watchdog(Process process) => _process = process;

    public static Watchdog? Start(string runFolder)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        foreach (var argument in new[] { "-c", Script, "governed-mcp-watchdog", runFolder, Handover.PathOf(runFolder) }) start.ArgumentList.Add(argument);
        return Process.Start(start) is { } process ? new Watchdog(process) : null;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
