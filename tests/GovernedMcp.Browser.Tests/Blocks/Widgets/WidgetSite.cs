using System.Text.Json;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>A page of tests/widgets on a site of its own: filled through the block, sent, and judged by what the server was sent.</summary>
public sealed class WidgetSite : IAsyncDisposable
{
    private static readonly string Folder = FindFolder();
    private static readonly string[] Cities = ["Berlin", "Bern", "Bergen", "Hamburg"];
    private readonly BrowserFixture _browser;
    private readonly TestSite _site;
    private BrowserSession? _session;

    private WidgetSite(BrowserFixture browser, TestSite site) => (_browser, _site) = (browser, site);

    public Portal Portal { get; private set; } = null!;
    public BrowserSession Session => _session!;

    /// <summary>What <c>/save</c> was sent last: the names of a form or the keys of JSON, values of one name joined by commas. Asked, it tells an order of version 3.</summary>
    public Dictionary<string, string>? Saved { get; private set; }

    public static Task<WidgetSite> StartAsync(BrowserFixture browser, string page, Func<Portal, Portal>? with = null, string? uploads = null) =>
        StartWithAsync(browser, File.ReadAllText(Path.Combine(Folder, "pages", page + ".html")), with, uploads);

    /// <summary>With a new session: for tests about what one remembers.</summary>
    public static Task<WidgetSite> StartNewAsync(BrowserFixture browser, string html) => StartWithAsync(browser, html, portal => portal with { });

    public static async Task<WidgetSite> StartWithAsync(BrowserFixture browser, string html, Func<Portal, Portal>? with = null, string? uploads = null, string? again = null)
    {
        var site = await browser.SiteAsync(("/", html), ("/again", again ?? ""));
        var widgets = new WidgetSite(browser, site) { Uploads = uploads };
        site.Answer("/cities", http => http.Response.WriteAsJsonAsync(Cities.Select((name, at) => new { id = $"{100 + at}", name }).Where(city => city.name.Contains(http.Request.Query["q"].ToString(), StringComparison.OrdinalIgnoreCase))));
        site.Answer("/save", widgets.SaveAsync);
        site.Otherwise = ServeAsync;
        widgets.Portal = (with ?? (portal => portal))(site.Portal());
        widgets._session = await browser.OpenAsync(widgets.Portal, "/");
        return widgets;
    }

    private string? Uploads { get; init; }

    public Task<BlockResult> FillAsync(string form, params (string Key, object Value)[] values) => FillAsync(form, values, []);

    /// <summary>Fills a form that is to be sent by a button.</summary>
    public Task<BlockResult> FillByAsync(string button, string form, params (string Key, object Value)[] values) => FillAsync(form, values, [("button", button)]);

    private Task<BlockResult> FillAsync(string form, (string Key, object Value)[] values, (string, object)[] more) =>
        new FillFormBlock(_browser.Host, _browser.Sessions, Uploads).RunAsync(
            Policed.Permit("portal_fill_form", Portal, Session.Facts, null, [("form", form), ("values", values.ToDictionary(pair => pair.Key, pair => pair.Value is string[] many ? new FieldValue(many) : new FieldValue((string)pair.Value))), .. more]),
            Policed.Run(),
            CancellationToken.None);

    /// <summary>Sends what was filled; returns what the server was sent.</summary>
    public async Task<Dictionary<string, string>> SendAsync(BlockResult filled)
    {
        var sent = await TrySendAsync(filled);
        sent.Submit.ShouldBe(SubmitState.Confirmed, sent.Message);
        return Saved.ShouldNotBeNull();
    }

    /// <summary>Sends what was filled, however that ends.</summary>
    public Task<BlockResult> TrySendAsync(BlockResult filled)
    {
        var plan = Session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        return new SubmitBlock(_browser.Host, _browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", Portal, Session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
    }

    /// <summary>Fills the form `Order`, sends it, returns what the server was sent.</summary>
    public async Task<Dictionary<string, string>> OrderAsync(params (string Key, object Value)[] values) => await SendAsync(await FillAsync("Order", values));

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private async Task SaveAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.WriteAsJsonAsync(new { id = 5, version = 3, note = "old", city = new { id = "103", name = "Hamburg" } });
            return;
        }

        if (http.Request.HasJsonContentType())
        {
            var json = await http.Request.ReadFromJsonAsync<JsonElement>();
            Saved = json.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.ValueKind == JsonValueKind.Array ? string.Join(",", part.Value.EnumerateArray()) : part.Value.ToString());
        }
        else
        {
            var form = await http.Request.ReadFormAsync();
            Saved = form.ToDictionary(part => part.Key, part => part.Value.ToString());
            foreach (var file in form.Files.Where(file => file.FileName.Length > 0)) Saved[file.Name] = $"{file.FileName} {file.Length}";
        }

        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync("<h1>Thank you</h1>");
    }

    /// <summary>Gives files of tests/widgets, and under <c>/lib/</c> those of the libraries.</summary>
    public static Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var file = Path.GetFullPath(Path.Combine(Folder, path.StartsWith("/lib/", StringComparison.Ordinal) ? "node_modules/" + path["/lib/".Length..] : path.TrimStart('/')));
        if (!file.StartsWith(Folder, StringComparison.Ordinal) || !File.Exists(file))
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        http.Response.ContentType = Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", _ => "application/octet-stream" };
        return http.Response.SendFileAsync(file);
    }

    private static string FindFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "widgets");
            if (Directory.Exists(folder)) return folder;
        }

        throw new DirectoryNotFoundException("tests/widgets is not above the tests");
    }
}
