using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.Files;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class DownloadBlockTests(BrowserFixture browser) : IDisposable
{
    private const int Megabyte = 1024 * 1024;
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    private const string Page = """
        <!doctype html><title>Files</title><h1>Files</h1>
        <a href="/attached">attached</a> <a href="/inline.pdf">inline</a> <a href="/rows.csv">csv</a> <a href="/hop">hop</a>
        <a href="/inline.pdf" target="_blank">window</a> <a href="/attached" target="_blank">attached in a window</a> <a href="/inline.pdf" download="named.pdf">named</a>
        <a href="data:application/pdf;base64,BASE64" download="data.pdf">data</a>
        <button onclick="save(new Blob([atob('BASE64')], { type: 'application/pdf' }))">blob</button>
        <button onclick="fetch('/inline.pdf').then(answer => answer.blob()).then(save)">fetched</button>
        <button onclick="save(new Blob(['%PDF-1.7', new Uint8Array(3 * 1024 * 1024)]))">large blob</button>
        <button onclick="setTimeout(() => location.href = '/attached', 300)">late</button>
        <a href="/evil">evil</a> <a href="/login.pdf">login</a> <a href="/program">program</a> <a href="/large">large</a> <a href="/endless">endless</a>
        <a href="/gone">gone</a> <a href="/page">page</a> <button>nothing</button>
        <script>const save = blob => { const link = document.createElement('a'); link.href = URL.createObjectURL(blob); link.download = 'made.pdf'; link.click(); };</script>
        <table aria-label="Invoices"><tr><th>No.<th>File<tr><td>A-1<td><a href="/rows.csv">PDF</a><tr><td>A-2<td><a href="/inline.pdf">PDF</a><tr><td>A-3<td>none<tr><td>A-4<td>x<tr><td>A-4<td>y</table>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("governed-mcp-shelf-").FullName;

    private FileShelf Shelf => new(DataFolder.Open(_folder), TimeProvider.System);

    [Theory]
    [InlineData("attached", "report 1.pdf")]
    [InlineData("inline", "inline.pdf")]
    [InlineData("hop", "inline.pdf")]
    [InlineData("window", "inline.pdf")]
    [InlineData("attached in a window", "report 1.pdf")]
    [InlineData("named", "named.pdf")]
    [InlineData("data", "data.pdf")]
    [InlineData("blob", "made.pdf")]
    [InlineData("fetched", "made.pdf")]
    [InlineData("late", "report 1.pdf")]
    [InlineData("evil", "etc_passwd.pdf")]
    public async Task However_a_portal_gives_it_the_file_is_kept(string control, string name)
    {
        await using var site = await SiteAsync();
        var session = await OpenAsync(site);
        var result = await FetchAsync(session, control);

        result.File!.Name.ShouldBe(name);
        (result.File.MimeType, result.File.Size, result.File.Sha256).ShouldBe(("application/pdf", Pdf.Length, Convert.ToHexStringLower(SHA256.HashData(Pdf))));
        (await Shelf.ReadAsync(result.File, default)).ToArray().ShouldBe(Pdf);
        result.Data["resource"]!.ToString().ShouldBe(result.File.Address);
        result.Facts!["sha256"]!.ToString().ShouldBe(result.File.Sha256);
        result.Warnings.ShouldNotContain(warning => warning.Contains("nobody asked for"));
        BrowserLeavesNothing();
    }

    [Fact]
    public async Task Rows_as_CSV_are_a_file_too()
    {
        await using var site = await SiteAsync();
        var result = await FetchAsync(await OpenAsync(site), "csv");
        (result.File!.Name, result.File.MimeType).ShouldBe(("rows.csv", "text/csv"));
    }

    [Theory]
    [InlineData("login", "download.type")]
    [InlineData("program", "download.type")]
    [InlineData("large", "download.too_large")]
    [InlineData("endless", "download.too_large")]
    [InlineData("large blob", "download.too_large")]
    [InlineData("gone", "download.no_file")]
    [InlineData("page", "download.no_file")]
    [InlineData("nothing", "download.no_file")]
    [InlineData("missing", "element.not_found")]
    public async Task What_is_not_the_file_leaves_nothing(string control, string rule)
    {
        await using var site = await SiteAsync();
        var session = await OpenAsync(site);
        (await Should.ThrowAsync<BlockFault>(() => FetchAsync(session, control, TimeSpan.FromSeconds(3)))).Rule.Id.ShouldBe(rule);
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => file.Contains("/downloads/", StringComparison.Ordinal)).ShouldBeEmpty();
        BrowserLeavesNothing();

        // And the session goes on.
        await session.Page.GotoAsync(site.Address.AbsoluteUri);
        (await FetchAsync(session, "attached")).File!.Size.ShouldBe(Pdf.Length);
    }

    [Fact]
    public async Task Of_a_file_that_is_refused_the_record_gets_what_is_known()
    {
        await using var site = await SiteAsync();
        var session = await OpenAsync(site);
        var program = "MZ\0\0not a PDF"u8.ToArray();
        var facts = (await Should.ThrowAsync<BlockFault>(() => FetchAsync(session, "program"))).Facts!;
        (facts["name"]!.ToString(), (long)facts["bytes"]!, facts["sha256"]!.ToString()).ShouldBe(("invoice.pdf", program.Length, Convert.ToHexStringLower(SHA256.HashData(program))));
        facts = (await Should.ThrowAsync<BlockFault>(() => FetchAsync(session, "large blob"))).Facts!;
        (facts["name"]!.ToString(), facts["sha256"]).ShouldBe(("made.pdf", null));
    }

    [Fact]
    public async Task The_row_is_chosen_by_its_key()
    {
        await using var site = await SiteAsync();
        var session = await OpenAsync(site);
        (await RowAsync(session, "A-2")).File!.MimeType.ShouldBe("application/pdf");
        (await RowAsync(session, "a-1")).File!.MimeType.ShouldBe("text/csv");
        (await Should.ThrowAsync<BlockFault>(() => RowAsync(session, "A-9"))).Rule.ShouldBe(Rules.Downloads.Row);
        (await Should.ThrowAsync<BlockFault>(() => RowAsync(session, "A-4"))).Rule.ShouldBe(Rules.Downloads.Row);
        (await Should.ThrowAsync<BlockFault>(() => RowAsync(session, "A-3"))).Rule.ShouldBe(Rules.Elements.NotFound);
        (await Should.ThrowAsync<BlockFault>(() => RowAsync(session, null))).Rule.ShouldBe(Rules.Downloads.Row);
    }

    [Fact]
    public async Task A_download_that_nobody_asked_for_is_dropped_and_told()
    {
        await using var site = await SiteAsync();
        var dismissed = new TaskCompletionSource<string>();
        void Take(Governance.Sessions.SessionFacts _, string from, string name) => dismissed.TrySetResult($"{from} {name}");
        browser.Host.DownloadDismissed += Take;
        try
        {
            var session = await OpenAsync(site);
            await session.Page.EvaluateAsync("() => { location.href = '/attached?token=S3cr3t'; }");
            (await dismissed.Task.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe($"{site.Address.AbsoluteUri}attached?token=… report 1.pdf");
            session.Notes.TakeWarnings().ShouldContain("the page started a download that nobody asked for; it was not kept");
            BrowserLeavesNothing();
        }
        finally
        {
            browser.Host.DownloadDismissed -= Take;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The browser keeps what it downloads under the folder of its run; deleting is its own business and may come a moment later.
    private void BrowserLeavesNothing()
    {
        SpinWait.SpinUntil(() => Left().Length == 0, TimeSpan.FromSeconds(20)).ShouldBeTrue(string.Join('\n', Left()));
        string[] Left() => [.. Directory.EnumerateFiles(browser.Host.Folder!, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => file.Contains("playwright-artifacts", StringComparison.Ordinal))];
    }

    private Task<BlockResult> FetchAsync(BrowserSession session, string control, TimeSpan? patience = null) => RunAsync(session, patience, ("download", Part(control)));

    private Task<BlockResult> RowAsync(BrowserSession session, string? number) => RunAsync(session, null, number is null ? [("download", "in-row")]
        : [("download", "in-row"), ("row", new Dictionary<string, FieldValue> { ["number"] = new(number) })]);

    private Task<BlockResult> RunAsync(BrowserSession session, TimeSpan? patience, params (string, object)[] arguments) =>
        new DownloadBlock(browser.Host, browser.Sessions, Shelf) { Patience = patience ?? TimeSpan.FromSeconds(20) }
            .RunAsync(Policed.Permit("portal_download", session.Portal, session.Facts, arguments: arguments), Policed.Run(), CancellationToken.None);

    private Task<BrowserSession> OpenAsync(TestSite site)
    {
        string[] controls = ["attached", "inline", "csv", "hop", "window", "attached in a window", "named", "data", "blob", "fetched", "late", "evil", "login", "program", "large", "endless", "large blob", "gone", "page", "nothing", "missing"];
        var downloads = controls.Select(control => new DownloadPart(Part(control), new Locator { By = LocatorBy.Text, Value = control }, ["application/pdf", "text/csv"], 1, SourceMark.BuiltIn));
        var inRow = new DownloadPart("in-row", new Locator { By = LocatorBy.Role, Role = "link", Value = "PDF" }, ["application/pdf", "text/csv"], 1, SourceMark.BuiltIn) { Table = "invoices" };
        var table = new Table { Name = "invoices", Root = new Locator { By = LocatorBy.Role, Role = "table", Value = "Invoices" }, Columns = [new Column("number", ["No."], Governance.Portals.ValueType.String)], RowKey = ["number"], Source = SourceMark.BuiltIn };
        var portal = site.Portal() with
        {
            Downloads = downloads.Append(inRow).ToFrozenDictionary(part => part.Name),
            Tables = new[] { table }.ToFrozenDictionary(one => one.Name),
        };
        return browser.OpenAsync(portal, "/");
    }

    private static string Part(string control) => control.Replace(' ', '-');

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.StartAsync(("/", Page.Replace("BASE64", Convert.ToBase64String(Pdf), StringComparison.Ordinal)), ("/page", "<h1>Please sign in</h1>"));
        site.Answer("/attached", http => GiveAsync(http, "application/octet-stream", Pdf, "attachment; filename=\"report 1.pdf\""));
        site.Answer("/evil", http => GiveAsync(http, "application/pdf", Pdf, "attachment; filename=\"../../etc/passwd\""));
        site.Answer("/inline.pdf", http => GiveAsync(http, "application/pdf", Pdf));
        site.Answer("/rows.csv", http => GiveAsync(http, "text/csv", "a,b\n1,2\n"u8.ToArray()));
        site.Answer("/login.pdf", http => GiveAsync(http, "application/pdf", "<!doctype html><title>Sign in</title>"u8.ToArray(), "attachment"));
        site.Answer("/program", http => GiveAsync(http, "application/pdf", "MZ\0\0not a PDF"u8.ToArray(), "attachment; filename=invoice.pdf"));
        site.Answer("/large", http => GiveAsync(http, "application/pdf", [.. Pdf, .. new byte[2 * Megabyte]], "attachment"));
        site.Answer("/hop", http =>
        {
            http.Response.Redirect("/inline.pdf");
            return Task.CompletedTask;
        });
        site.Answer("/endless", async http =>
        {
            http.Response.ContentType = "application/pdf";
            await http.Response.Body.WriteAsync(Pdf);
            // The proxy hangs up; that is how it ends.
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
        });
        return site;
    }

    private static async Task GiveAsync(HttpContext http, string type, byte[] content, string? disposition = null)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        if (disposition is not null) http.Response.Headers.ContentDisposition = disposition;
        await http.Response.Body.WriteAsync(content);
    }
}
