using GovernedMcp.Browser;
using Microsoft.Playwright;

namespace GovernedMcp.Server.Tests.WebConsole;

/// <summary>The pages in a real browser: what it sends with a form, what it runs, and that an answer gets through.</summary>
[Collection(Alone.Name)]
public sealed class RealBrowserTests
{
    // To look at the pages oneself: name a folder.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GOVERNED_MCP_PICTURES");

    [Fact]
    public async Task A_person_answers_and_nothing_that_came_from_outside_runs()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync(user: true, label: "Amount <img src=x onerror=\"document.title='run'\">", value: "<script>document.title='run'</script>120.50");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFinder.Find(), ChromiumSandbox = Environment.UserName != "root" });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1100, Height = 1250 } });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync(new Uri(site.Address, $"/approvals/{approval.Id}").AbsoluteUri);
        await PictureAsync(page, "sign-in");
        await page.GetByLabel("Person key").FillAsync(await site.KeyOfAsync("lee@example.com"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        (await page.TitleAsync()).ShouldBe("Send a form: dispute · GovernedMcp");
        await PictureAsync(page, "approval");
        await page.GetByLabel("Approve").CheckAsync();
        await page.GetByLabel("Reason").FillAsync("checked with the invoice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send answer" }).ClickAsync();
        await page.GetByText("Answers so far").WaitForAsync();
        (await site.ReadAsync(approval)).Votes.ShouldHaveSingleItem().Person.ShouldBe("lee@example.com");
        await PictureAsync(page, "answered");
        await page.SetViewportSizeAsync(390, 844);
        await PictureAsync(page, "phone");
        await site.AskAsync();
        await page.GotoAsync(new Uri(site.Address, "/approvals").AbsoluteUri);
        await PictureAsync(page, "list");
        complaints.ShouldBeEmpty("the policy of the page forbids nothing that the page needs");
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
    }
}
