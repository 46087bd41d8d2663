using System.Text.RegularExpressions;

namespace GovernedMcp.DemoPortal.Tests.Lab;

public sealed partial class LabPagesTests : PortalTest
{
    [Fact]
    public async Task Every_page_that_the_list_names_is_there_and_those_of_the_other_host_take_no_session()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        var pages = Links().Matches((await visitor.Client.GetStringAsync("/lab"))).Select(link => link.Groups[1].Value).Where(page => !page.Contains("flaky", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeGreaterThan(10);
        foreach (var page in pages) (await visitor.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        using var stranger = new Visitor(Portal);
        (await stranger.Client.GetStringAsync("/lab/guest/stock")).ShouldContain("Gasket");
        (await stranger.PostAsync("/lab/receive/reorder", ("part", "P-101"))).Plain.ShouldNotContain("Received as");
        Portal.LabReceipts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_fails_once()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        (await visitor.Client.GetAsync("/lab/flaky/error")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await visitor.Client.GetAsync("/lab/flaky/error")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(() => visitor.Client.GetAsync("/lab/flaky/reset"));
        (await visitor.Client.GetAsync("/lab/flaky/reset")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [GeneratedRegex("href=\"(/lab/[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
