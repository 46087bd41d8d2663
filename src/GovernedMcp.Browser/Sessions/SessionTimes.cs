using System.Globalization;

namespace GovernedMcp.Browser.Sessions;

/// <summary>How replies write moments and ages.</summary>
internal static class SessionTimes
{
    /// <summary>ISO 8601, UTC, to the second.</summary>
    public static string Told(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
