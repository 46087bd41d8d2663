using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

internal static class InvoiceLink
{
    public static string Url(string number) => $"{InvoiceQuery.Path}/{Uri.EscapeDataString(number)}";

    public static Markup To(string number) => Html.Of($"""<a href="{Url(number)}">{number}</a>""");

    public static Markup Badge(InvoiceStatus status) =>
        Html.Of($"""<span class="badge {status.ToString().ToLowerInvariant()}">{status.ToString()}</span>""");
}
