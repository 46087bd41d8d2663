using System.Collections.Frozen;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class ScreenshotBlockTests(BrowserFixture browser)
{
    private const string Page = """
        <body style="font: 24px monospace; background: white">
        <h1>Suppliers</h1>
        <table><tr><th>Name</th><th>IBAN</th></tr><tr><td>Acme</td><td class=secret>DE89 3704 0044 0532 0130 00</td></tr></table>
        <dl><dt>Tax number</dt><dd class=secret>11/222/33333</dd><dt>City</dt><dd>Berlin</dd></dl>
        <label>Password <input class=secret type=password value="S3cr3t-CANARY"></label>
        <label>Account <input class=secret value="4111 1111"></label>
        <label>Code <input class=secret value="481516"></label>
        <label>Note <input value="harmless"></label>
        <iframe srcdoc="<input type=password value=inner style='color: red'>" height=60></iframe>
        """;

    [Fact]
    public async Task Sensitive_parts_are_covered_while_the_picture_is_taken_and_shown_again_after_it()
    {
        await using var site = await TestSite.StartAsync(("/", Page));
        var session = await browser.OpenAsync(Sensitive(site.Portal()), "/");
        var before = await session.Page.ContentAsync();
        var block = new ScreenshotBlock(browser.Host, browser.Sessions);
        var result = await block.RunAsync(Policed.Permit("portal_screenshot", session.Portal, session.Facts), Policed.Run(), CancellationToken.None);

        result.Image!.MimeType.ShouldBe("image/png");
        result.Image.Bytes.Length.ShouldBeLessThanOrEqualTo(1024 * 1024);
        result.Data["covered"]!.GetValue<int>().ShouldBe(6);
        (await session.Page.ContentAsync()).Equals(before, StringComparison.Ordinal).ShouldBeTrue();
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_KEEP_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "covered.png"), result.Image.Bytes.ToArray());
    }

    [Fact]
    public async Task What_is_covered_looks_the_same_whatever_it_says()
    {
        await using var site = await TestSite.StartAsync(("/", Page), ("/other", Page.Replace("DE89 3704 0044 0532 0130 00", "XX00 0000 0000 0000 0000 99").Replace("11/222/33333", "99/888/77777").Replace("S3cr3t-CANARY", "another-valu").Replace("4111 1111", "5222 2222").Replace("481516", "999999")));
        Convert.ToBase64String(await PictureAsync(site, "/")).Equals(Convert.ToBase64String(await PictureAsync(site, "/other")), StringComparison.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_made_smaller()
    {
        await using var site = await TestSite.StartAsync(("/", """
            <canvas width=1280 height=720></canvas><script>
              const paint = document.querySelector('canvas').getContext('2d');
              const noise = paint.createImageData(1280, 720);
              for (let at = 0; at < noise.data.length; at += 4) for (let part = 0; part < 4; part++) noise.data[at + part] = part === 3 ? 255 : Math.random() * 256;
              paint.putImageData(noise, 0, 0);
            </script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var block = new ScreenshotBlock(browser.Host, browser.Sessions);
        var result = await block.RunAsync(Policed.Permit("portal_screenshot", session.Portal, session.Facts), Policed.Run(), CancellationToken.None);
        result.Image!.MimeType.ShouldBe("image/jpeg");
        result.Image.Bytes.Length.ShouldBeLessThanOrEqualTo(1024 * 1024);
    }

    private async Task<byte[]> PictureAsync(TestSite site, string path)
    {
        var session = await browser.OpenAsync(Sensitive(site.Portal()), path);
        var block = new ScreenshotBlock(browser.Host, browser.Sessions);
        var result = await block.RunAsync(Policed.Permit("portal_screenshot", session.Portal, session.Facts), Policed.Run(), CancellationToken.None);
        return result.Image!.Bytes.ToArray();
    }

    private static Portal Sensitive(Portal portal) => portal with
    {
        Login = new LoginRecipe { Start = "", Steps = [new LoginStep.Totp(Northwind.Label("Code"))] },
        Tables = new[]
        {
            new Table { Name = "suppliers", Root = Northwind.Role("table", "Suppliers"), Columns = [new Column("iban", ["IBAN"], Governance.Portals.ValueType.String) { Sensitive = Sensitivity.MaskLast4 }], Source = SourceMark.BuiltIn },
        }.ToFrozenDictionary(table => table.Name),
        Records = new[]
        {
            new DetailRecord { Name = "supplier", Pairs = [new RecordPair("tax", "Tax number", Governance.Portals.ValueType.String) { Sensitive = Sensitivity.MaskAll }], Source = SourceMark.BuiltIn },
        }.ToFrozenDictionary(record => record.Name),
        Forms = new[]
        {
            new Form { Name = "account", Fields = [new Field { Key = "account", Label = "Account", Sensitive = Sensitivity.MaskAll }], Source = SourceMark.BuiltIn },
        }.ToFrozenDictionary(form => form.Name),
    };
}
