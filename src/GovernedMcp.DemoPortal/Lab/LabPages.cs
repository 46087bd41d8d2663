using System.Collections.Frozen;
using System.Text.Json;
using GovernedMcp.DemoPortal.Accounts;
using GovernedMcp.DemoPortal.Disputes;
using GovernedMcp.DemoPortal.Pages;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.DemoPortal.Lab;

/// <summary>
/// Small pages, each of which does one thing to its reader that portals do and that the pages of the demo do not. <c>/lab</c> lists
/// them. Those under <see cref="Guest"/> belong to the other host, <c>localhost</c>, and know nobody's session.
/// </summary>
internal static class LabPages
{
    public const string Guest = "/lab/guest";

    private static readonly FrozenDictionary<string, string> Titles = new Dictionary<string, string>
    {
        ["frame"] = "A list and a form in frames",
        ["frame-elsewhere"] = "Frames of another host",
        ["frame-nested"] = "Frames in a frame of another host",
        ["shadow"] = "Shadow roots",
        ["grid"] = "A grid that draws what is in sight",
        ["wizard"] = "A form of three steps",
        ["masked"] = "Fields that format",
        ["richtext"] = "Rich text",
        ["upload"] = "An upload",
        ["late"] = "A late list and a late button",
        ["spinner"] = "A veil over a list",
        ["rerender"] = "A form drawn anew",
        ["formless"] = "Fields in no form",
    }.ToFrozenDictionary();

    private static readonly (string Path, string Title)[] Made =
    [
        ("/lab/moving", "A list that moves"),
        ("/lab/flaky/error", "First an error"),
        ("/lab/flaky/reset", "First a reset"),
        ("/lab/hidden", "Delivery notes"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lab", () => Answer("Lab", Html.Of($"""
            <ul>{Titles.Select(page => (Path: $"/lab/{page.Key}", Title: page.Value)).Concat(Made).OrderBy(page => page.Title, StringComparer.Ordinal).Select(page => Html.Of($"""<li><a href="{page.Path}">{page.Title}</a></li>"""))}</ul>
            """)));
        routes.MapGet("/lab/{name}", (HttpContext http, Visit visit, string name) => Titles.GetValueOrDefault(name) is { } title
            ? Answer(title, Stored(http, name, "/lab/receive", visit.TokenField))
            : visit.Problem(StatusCodes.Status404NotFound, "Page not found", "The lab has no such page."));
        routes.MapGet("/lab/bare/{name}", (HttpContext http, Visit visit, string name) => Answer(null, Stored(http, name, "/lab/receive", visit.TokenField)));
        routes.MapGet(Guest + "/{name}", (HttpContext http, string name) => Answer(null, Stored(http, name, Guest + "/receive", Html.None)));
        routes.MapPost("/lab/receive/{form}", ReceiveAsync);
        routes.MapPut("/lab/receive/{form}", ReceiveJsonAsync);
        routes.MapPost(Guest + "/receive/{form}", ReceiveAsync);
    }

    /// <summary>A page without the frame and the headers of the portal.</summary>
    public static IResult Answer(string? title, Markup content) => Results.Content(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">{Html.When(title is not null, () => Html.Of($"<title>{title}</title><a href=\"/lab\">Lab</a><h1>{title}</h1>"))}{content}",
        "text/html; charset=utf-8");

    // What stands in braces in a stored page depends on who asks.
    private static Markup Stored(HttpContext http, string name, string receive, Markup token)
    {
        using var file = typeof(LabPages).Assembly.GetManifestResourceStream($"lab/{name}.html") ?? throw new BadHttpRequestException("no such page", StatusCodes.Status404NotFound);
        using var reader = new StreamReader(file);
        return Html.Stored(reader.ReadToEnd()
            .Replace("{receive}", receive, StringComparison.Ordinal)
            .Replace("{token}", token.ToString(), StringComparison.Ordinal)
            .Replace("{elsewhere}", $"http://localhost:{http.Features.Get<IHttpConnectionFeature>()!.LocalPort}", StringComparison.Ordinal));
    }

    // As scripts send it: a value each, in no form. A page of another origin cannot send such a body unasked, so it carries no token.
    private static async Task<IResult> ReceiveJsonAsync(HttpContext http, Portal portal, string form)
    {
        if (!http.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var sent = await http.Request.ReadFromJsonAsync<Dictionary<string, JsonElement>>(http.RequestAborted) ?? [];
        portal.LabBook.Add(new LabReceipt(form, http.Request.Host.Host, sent.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal), null));
        return Results.NoContent();
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, Portal portal, string form)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = sent.Where(field => field.Key != AntiForgery.FieldName).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var number = portal.LabBook.Add(new LabReceipt(form, http.Request.Host.Host, fields, await AttachmentFile.DescribeAsync(sent.Files.Count > 0 ? sent.Files[0] : null, http.RequestAborted)));
        return Answer("Received", Html.Of($"""<p role="status">Received as L-{number}.</p>"""));
    }
}
