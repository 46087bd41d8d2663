using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that stand in a frame: of the portal's own origin, and of another one that the Skill lists.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class FramedFormTests(BrowserFixture browser)
{
    // The page is its own frame, which comes late; what it is called there is another host of the same site.
    private const string Page = """
        <script>
          if (window === top) addEventListener('load', () => setTimeout(() => {
            document.body.innerHTML = `<h1>Portal</h1><iframe id=order style="border:7px solid;width:500px;height:260px" src="//HOST:${location.port}/"></iframe><div id=over style="position:fixed;inset:0;display:none">Cookies?</div>`;
          }, 200));
          else document.write(`<form method=post action=/save aria-label=Order enctype=multipart/form-data><p style="height:300px">Scroll down</p><label>Name <input name=name></label>
            <label>Kind <select name=kind><option>A<option>B</select></label><label>File <input type=file name=file></label><button>Send</button></form>`);
        </script>
        """;

    // A frame in a frame, each of which may be of the other host.
    private const string Nested = """
        <script>
          if (window === top) document.write(`<h1>Portal</h1><iframe id=mid style="margin-left:40px;border:7px solid;width:560px;height:360px" src="//OUTER:${location.port}/?mid"></iframe><div id=over style="position:fixed;inset:0;display:none">Cookies?</div>`);
          else if (parent === top) document.write(`<p>In between</p><iframe id=order style="margin-left:20px;border:3px solid;width:500px;height:260px" src="//INNER:${location.port}/?order"></iframe>`);
          else document.write(`<form method=post action=/save aria-label=Order><p style="height:300px">Scroll down</p><label>Name <input name=name></label>
            <label>Kind <select name=kind><option>A<option>B</select></label><button>Send</button></form>`);
        </script>
        """;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Fields_lists_and_files_arrive_as_filled(string host)
    {
        var uploads = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var own = Directory.CreateDirectory(Path.Combine(uploads, Policed.Caller.Workflow));
            await File.WriteAllTextAsync(Path.Combine(own.FullName, "a.txt"), "four");
            await using var site = await WidgetSite.StartWithAsync(browser, Page.Replace("HOST", host, StringComparison.Ordinal), Framed, uploads);
            (await site.OrderAsync(("Name", "Ada"), ("Kind", "B"), ("File", "a.txt"))).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada", ["kind"] = "B", ["file"] = "a.txt 4" }, ignoreOrder: true);
        }
        finally
        {
            Directory.Delete(uploads, recursive: true);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("localhost", "localhost", true)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost", false)]
    [InlineData("localhost", "localhost", false)]
    [InlineData("localhost", "127.0.0.1", false)]
    public async Task A_form_in_a_frame_of_a_frame_is_filled_and_sent(string outer, string inner, bool declared)
    {
        var page = Nested.Replace("OUTER", outer, StringComparison.Ordinal).Replace("INNER", inner, StringComparison.Ordinal);
        await using var site = await WidgetSite.StartWithAsync(browser, page, portal => Framed(portal, declared ? "#mid >> #order" : null));
        (await site.OrderAsync(("Name", "Ada"), ("Kind", "B"))).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada", ["kind"] = "B" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("localhost", "localhost")]
    public async Task Nor_under_something_that_lies_over_the_frame_around_it(string outer, string inner)
    {
        var page = Nested.Replace("OUTER", outer, StringComparison.Ordinal).Replace("INNER", inner, StringComparison.Ordinal);
        await using var site = await WidgetSite.StartWithAsync(browser, page, portal => Framed(portal, "#mid >> #order"));
        var filled = await site.FillAsync("Order", ("Name", "Ada"));
        await site.Session.Page.EvaluateAsync("() => over.style.display = 'block'");
        (await Should.ThrowAsync<BlockFault>(() => site.SendAsync(filled))).Rule.ShouldBe(Rules.Forms.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Under_something_that_lies_over_the_frame_nothing_is_clicked(string host)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page.Replace("HOST", host, StringComparison.Ordinal), Framed);
        var filled = await site.FillAsync("Order", ("Name", "Ada"));
        await site.Session.Page.EvaluateAsync("() => over.style.display = 'block'");
        var fault = await Should.ThrowAsync<BlockFault>(() => site.SendAsync(filled));
        fault.Rule.ShouldBe(Rules.Forms.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task A_frame_that_is_not_there_is_told_as_a_form_that_is_not_there()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<h1>Portal</h1>", Framed);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Name", "Ada")))).Rule.ShouldBe(Rules.Forms.NotFound);
    }

    // The page around them is nothing but frames.
    [Fact]
    public async Task What_the_answer_says_in_a_window_of_frames_is_read()
    {
        const string window = "<frameset cols='200,*'><frame name=menu src=about:blank><frame name=main src=/again></frameset>";
        const string form = "<form method=post action=/save aria-label=Order><label>Name <input name=name></label><label>Kind <select name=kind><option>A<option>B</select></label><button>Send</button></form>";
        await using var site = await WidgetSite.StartWithAsync(
            browser,
            window,
            portal => portal with
            {
                Forms = new[]
                {
                    new Form
                    {
                        Name = "Order",
                        Source = SourceMark.BuiltIn,
                        Root = new Locator { By = LocatorBy.Role, Role = "form", Value = "Order" },
                        Fields = [new() { Key = "Name" }],
                        Success = new FormSuccess(new PageCondition.TextShown("Thank you"), new Dictionary<string, string> { ["whom"] = "Thank {text}" }),
                    },
                }.ToFrozenDictionary(one => one.Name),
            },
            again: form);
        var sent = await site.TrySendAsync(await site.FillAsync("Order", ("Name", "Ada")));
        (sent.Submit, (string?)sent.Data["captured"]?["whom"]).ShouldBe((SubmitState.Confirmed, "you"));
    }

    private static Portal Framed(Portal portal) => Framed(portal, "#order");

    private static Portal Framed(Portal portal, string? frame) => portal with
    {
        Origins = portal.Origins with { Navigate = portal.Origins.Navigate.Append($"http://localhost:{portal.BaseUrl.Port}").ToFrozenSet() },
        Forms = frame is null ? portal.Forms : new[]
        {
            new Form { Name = "Order", Root = new Locator { By = LocatorBy.Role, Role = "form", Value = "Order", Frame = frame }, Fields = [new() { Key = "Name" }, new() { Key = "Kind" }, new() { Key = "File" }], Source = SourceMark.BuiltIn },
        }.ToFrozenDictionary(form => form.Name),
    };
}
