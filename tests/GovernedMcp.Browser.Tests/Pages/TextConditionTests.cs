using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Pages;

/// <summary>A text that a Skill waits for is on a page when a person reads it there, however it is put together.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class TextConditionTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<p>Your <b>sess</b>ion\n has&nbsp;ended.</p>", "your session has ended", true)]
    [InlineData("<p>Your <span hidden>old</span> session</p>", "Your session", true)]
    [InlineData("<p hidden>Your session has ended</p>", "Your session has ended", false)]
    [InlineData("<p>ended has session your</p>", "Your session has ended", false)]
    [InlineData("<label>State <input value='Closed for good'></label>", "closed for good", true)]
    [InlineData("<label>Why <textarea>It was late</textarea></label>", "Why It was late", true)]
    [InlineData("<select multiple><option selected>Red<option selected>Blue<option>Green</select>", "Red, Blue", true)]
    [InlineData("<label>Agreed <input type=checkbox checked></label>", "Agreed yes", true)]
    [InlineData("<table><tr><td>Total<td>12</table>", "Total 12", true)]
    [InlineData("<div><template shadowrootmode=open><p>In the <slot></slot></p></template>shade</div>", "In the shade", true)]
    public async Task A_text_is_there_when_a_person_reads_it(string page, string text, bool there)
    {
        await using var site = await browser.SiteAsync(("/", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await PageConditions.HoldsAsync(session, new PageCondition.TextShown(text), CancellationToken.None)).ShouldBe(there);
    }
}
