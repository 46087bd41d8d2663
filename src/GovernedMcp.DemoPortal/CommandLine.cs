using System.Globalization;

namespace GovernedMcp.DemoPortal;

/// <summary>The options of the portal's own process: <c>--port N</c>, <c>--redesigned</c> and <c>--watch-stdin</c>.</summary>
internal sealed record CommandLine(int Port, bool WatchStdin, bool Redesigned = false)
{
    public const string Usage = "usage: GovernedMcp.DemoPortal [--port N] [--redesigned] [--watch-stdin]";

    /// <summary>None when the arguments are not understood.</summary>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        var line = new CommandLine(DemoPortalOptions.DefaultPort, WatchStdin: false);
        for (; arguments is not []; )
        {
            switch (arguments)
            {
                case ["--watch-stdin", .. var rest]:
                    line = line with { WatchStdin = true };
                    arguments = rest;
                    break;
                case ["--redesigned", .. var rest]:
                    line = line with { Redesigned = true };
                    arguments = rest;
                    break;
                case ["--port", var number, .. var rest] when ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port):
                    line = line with { Port = port };
                    arguments = rest;
                    break;
                default:
                    return null;
            }
        }
        return line;
    }
}
