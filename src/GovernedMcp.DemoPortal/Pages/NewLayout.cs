using System.Text;

namespace GovernedMcp.DemoPortal.Pages;

/// <summary>The portal after a redesign: the same pages under other words, and one of them at another address. For trying what a Skill does then.</summary>
internal static class NewLayout
{
    private const string OldBank = "/settings/bank", NewBank = "/account/payment";

    // In the order in which they are said otherwise; longer words before those that they hold.
    private static readonly (string Was, string Is)[] Words =
    [
        (">Due date</a>", ">Payment due</a>"),
        (">Supplier<", ">Vendor<"),
        (">Reference<", ">Case no.<"),
        ("aria-label=\"Invoices\"", "aria-label=\"All invoices\""),
        ("<h1>New dispute</h1>", "<h1>Raise a dispute</h1>"),
        (">Reason</", ">Reason for the dispute</"),
        (">Expected by</", ">Answer expected by</"),
        (">Submit dispute<", ">Send dispute<"),
        (OldBank, NewBank),
    ];

    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments(OldBank, StringComparison.Ordinal)) http.Request.Path = "/nowhere";
        else if (path.StartsWithSegments(NewBank, StringComparison.Ordinal, out var rest)) http.Request.Path = OldBank + rest;
        var body = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = body;
        var bytes = kept.ToArray();
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            bytes = Encoding.UTF8.GetBytes(Words.Aggregate(Encoding.UTF8.GetString(bytes), (html, word) => html.Replace(word.Was, word.Is, StringComparison.Ordinal)));
        if (bytes.Length > 0) await body.WriteAsync(bytes, http.RequestAborted);
    }
}
