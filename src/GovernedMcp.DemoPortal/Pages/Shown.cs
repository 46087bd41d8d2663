using System.Globalization;

namespace GovernedMcp.DemoPortal.Pages;

/// <summary>How values are written on pages: British English, whatever the machine's culture is.</summary>
internal static class Shown
{
    public static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Money(decimal amount, string currency) => $"{Money(amount)} {currency}";

    public static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    public static string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("dd'/'MM'/'yyyy HH':'mm", CultureInfo.InvariantCulture);

    public static string OrDash(string? text) => string.IsNullOrWhiteSpace(text) ? "–" : text;
}
