using System.Diagnostics;
using System.Globalization;
using GovernedMcp.Governance;

namespace GovernedMcp.Browser.Launch;

/// <summary>How far this machine lets us keep driver and browser apart: found out by trying, before each start.</summary>
internal sealed class Isolation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly List<string> _missing = [];

    private Isolation()
    {
    }

    /// <summary>The network they run in; null: this machine's.</summary>
    public EmptyNetwork? Network { get; private init; }

    /// <summary>The user they run as; null: the one we are.</summary>
    public int? User { get; private set; }

    /// <summary>Whether the browser locks its pages in by itself.</summary>
    public bool Sandbox { get; private set; }

    /// <summary>What is not to be had here and why, each as it can follow "the browser".</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>What a program is started through, to be there.</summary>
    public IReadOnlyList<string> Through => [.. Network is null ? [] : Entering(Network), .. User is { } user ? Becoming(user) : []];

    /// <summary>What there is of it, in words.</summary>
    public string Says => string.Join(", ", new[]
    {
        Kernel.IsRoot && User is null ? "as root" : User is null ? "as the server's own user" : "as a user of its own",
        Sandbox ? "sandboxed" : "without its sandbox",
        Network is null ? "in this machine's network" : "in an empty network",
    });

    /// <param name="programs">What the other user must be able to read and run, besides the tools of Linux.</param>
    public static Isolation Offered(EmptyNetwork? network, IReadOnlyList<string> programs, bool headless)
    {
        var enters = network is not null && programs.Count > 0 && Try([.. Entering(network), "true"]) is not null;
        var isolation = new Isolation { Network = enters ? network : null, Sandbox = true };
        if (!enters) isolation._missing.Add("shares this machine's network: a network of its own takes Linux, `nsenter`, and a root that has CAP_SYS_ADMIN");
        if (!Kernel.IsRoot) return isolation;
        var user = Handover.NewUser();
        if (WhyNot(user, programs, headless) is { } why)
        {
            isolation._missing.Add($"runs as root: {why}");
            isolation.GiveUpSandbox("it has none as root");
        }
        else
        {
            isolation.User = user;
        }

        return isolation;
    }

    public void GiveUpSandbox(string why)
    {
        Sandbox = false;
        _missing.Add($"runs without its sandbox: {why}");
    }

    /// <exception cref="IsolationMissing">Something is missing, and rails.yaml wants all of it.</exception>
    public void Demand(BrowserRails rails)
    {
        if (rails.Isolation == BrowserIsolation.Required && _missing.Count > 0) throw new IsolationMissing(string.Join("; it ", _missing));
    }

    private static string? WhyNot(int user, IReadOnlyList<string> programs, bool headless)
    {
        if (!headless) return "a window needs our own screen";
        if (!Handover.IsPossible()) return $"`{Handover.Root}` cannot be made";
        if (programs.Count == 0) return "its driver was not found";
        return Try([.. Becoming(user), "sh", "-c", "for file; do test -r \"$file\" || echo \"$file\"; done", "sh", .. programs]) switch
        {
            null => "`setpriv` is missing or may not change the user",
            "" => null,
            var closed => $"no other user may read `{closed.Split('\n')[0]}`",
        };
    }

    private static string[] Entering(EmptyNetwork network) => ["nsenter", $"--net={network.Path}"];

    private static string[] Becoming(int user)
    {
        var id = user.ToString(CultureInfo.InvariantCulture);
        return ["setpriv", $"--reuid={id}", $"--regid={id}", "--clear-groups", "--no-new-privs"];
    }

    /// <returns>What it printed; null when it failed.</returns>
    private static string? Try(IReadOnlyList<string> words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
            return process.WaitForExit(Patience) && process.ExitCode == 0 ? process.StandardOutput.ReadToEnd().Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return null;
        }
    }
}

/// <summary>What rails.yaml requires is not to be had here. The message is ours, and can follow "the browser".</summary>
internal sealed class IsolationMissing(string message) : Exception(message);
