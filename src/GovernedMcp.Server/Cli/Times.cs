using System.Globalization;

namespace GovernedMcp.Server.Cli;

/// <summary>Moments as commands print them: UTC, to the second.</summary>
internal static class Times
{
    public static string Shown(this DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Shown(this DateTimeOffset? moment) => moment?.Shown();
}
