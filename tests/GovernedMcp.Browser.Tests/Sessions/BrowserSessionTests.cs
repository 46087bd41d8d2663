using System.Diagnostics;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Tests.Sessions;

[Collection(SharedBrowser.Sessions)]
public sealed class BrowserSessionTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_script_runs_in_the_page_with_its_prelude()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title><h1>Hello</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var found = await session.RunAsync("condition", new[] { new { text = "HELLO" } }, CancellationToken.None);
        found.GetProperty("met").GetInt32().ShouldBe(0);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    [Fact]
    public async Task A_script_runs_in_the_document_that_is_there()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>First</title><iframe src=/framed></iframe>"), ("/other", "<title>Second</title>"), ("/framed", "<title>Framed</title>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        foreach (var (path, title) in new[] { ("", "First"), ("#part", "First"), ("other", "Second"), ("other", "Second"), ("", "First") })
        {
            await session.Page.GotoAsync(new Uri(site.Address, path).AbsoluteUri);
            for (var times = 0; times < 2; times++) (await session.WithPageAsync(_ => session.Line.CallAsync("() => document.title", "null"), TimeSpan.FromSeconds(5), CancellationToken.None)).ShouldBe(title);
            await session.WithPageAsync(_ => session.Line.EvaluateAsync("frames[0] && void (frames[0].location = '/framed?again')"), TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_page_that_loops_is_replaced_and_the_session_goes_on()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() =>
            session.WithPageAsync(_ => session.Line.EvaluateAsync("while (true);"), TimeSpan.FromSeconds(1), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Pages.Timeout);
        await session.Page.GotoAsync(site.Address.AbsoluteUri);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    [Fact]
    public async Task What_is_asked_of_a_document_that_goes_is_told_so()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title>"), ("/other", "<title>Other</title>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() =>
            session.WithPageAsync(_ => session.Line.EvaluateAsync("new Promise(() => { location.href = '/other'; })"), TimeSpan.FromSeconds(10), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Pages.Changed);
        await session.WithPageAsync(_ => session.Line.EvaluateAsync(PageScripts.Arrived), TimeSpan.FromSeconds(10), CancellationToken.None);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Other");
    }

    [Fact]
    public async Task A_script_is_called_in_the_next_document_where_one_goes_before_it_is()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title><script>setTimeout(() => location.reload(), 20)</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var answered = 0;
        for (var calls = 0; calls < 60; calls++)
        {
            try
            {
                answered += await session.Line.CallAsync("async text => text", "here") == "here" ? 1 : 0;
            }
            catch (PlaywrightException error)
            {
                // One that had begun is lost with its document.
                error.Message.ShouldNotContain("Cannot find context");
            }
        }

        answered.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_script_runs_where_a_page_lets_none_be_made_of_text()
    {
        await using var site = await TestSite.StartAsync(("/", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><title>Closed</title><h1>Hello</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await session.RunAsync("condition", new[] { new { text = "HELLO" } }, CancellationToken.None)).GetProperty("met").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("fetch('/slow')", true)]
    [InlineData("document.head.append(Object.assign(document.createElement('script'), { src: '/slow' }))", true)]
    [InlineData("new Image().src = '/slow'", false)]
    [InlineData("new EventSource('/slow')", false)]
    public async Task What_may_still_change_the_page_is_waited_for_and_nothing_else(string script, bool waited)
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title>"));
        var come = new TaskCompletionSource();
        site.Answer("/slow", async http =>
        {
            come.SetResult();
            await Task.Delay(500);
            await http.Response.WriteAsync("1");
        });
        var session = await browser.OpenAsync(site.Portal(), "/");
        await session.Page.EvaluateAsync($"() => {{ {script}; }}");
        await come.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var watch = Stopwatch.StartNew();
        await session.SettleAsync(CancellationToken.None);
        if (waited) watch.ElapsedMilliseconds.ShouldBeGreaterThan(450);
        else watch.ElapsedMilliseconds.ShouldBeLessThan(400);
    }
}
