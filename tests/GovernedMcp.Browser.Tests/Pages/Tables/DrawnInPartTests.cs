using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables of HTML that draw only the rows in sight, or fill up the page with rows that say nothing.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class DrawnInPartTests(BrowserFixture browser)
{
    // Where nothing but an empty row of the foot stands behind the room, and where the room is no row.
    [Theory]
    [InlineData("<tr aria-hidden=true style='height:{H}px'></tr>", "<tfoot><tr></tr></tfoot>", "")]
    [InlineData("<div aria-hidden=true style='height:{H}px;display:table-row'></div>", "", "")]
    [InlineData("<div aria-hidden=true style='height:{H}px;display:table-row'></div>", "", "aria-rowcount=131")]
    public async Task A_table_is_scrolled_through_whatever_keeps_room_for_the_rows_it_does_not_draw(string room, string foot, string counts)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <style>main { height: 300px; overflow: auto } td, th { height: 30px; padding: 0 } table { border-collapse: collapse }</style>
            <h1>Members</h1><main id=box><table {{counts}}><thead><tr><th>Member<th>Status</tr></thead><tbody id=body></tbody>{{foot}}</table></main>
            <script>
              const room = rows => "{{room}}".replace('{H}', rows * 30), numbered = {{(counts.Length > 0 ? "true" : "false")}};
              const fill = (at, to, row) => { const rows = document.createElement('tbody');
                rows.innerHTML = Array.from({ length: to - at }, (_, n) => `<tr ${ numbered ? `aria-rowindex=${at + n + 2}` : '' }>${row(at + n)}</tr>`).join('');
                const edge = count => { const one = document.createElement('tbody'); one.innerHTML = room(count); if (!one.firstChild) { one.append(document.createElement('div')); one.firstChild.setAttribute('aria-hidden', 'true'); one.firstChild.style = `height:${count * 30}px;display:table-row`; } return one.firstChild; };
                body.replaceChildren(edge(at), ...rows.children, edge(130 - to)); };
              let timer;
              const draw = () => { const at = Math.max(0, Math.min(116, Math.floor(box.scrollTop / 30) - 2)), to = at + 14;
                fill(at, to, () => '<td></td><td></td>'); clearTimeout(timer);
                timer = setTimeout(() => fill(at, to, n => `<td>Row ${n}</td><td>Free</td>`), 120); };
              let last = 0; box.onscroll = () => { if (Math.abs(box.scrollTop - last) > 20) { last = box.scrollTop; draw(); } }; draw();
            </script>
            """));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        all.Lines.ShouldBe(Enumerable.Range(0, 130).Select(n => $"Row {n}|Free"), all.Why);
        all.Complete.ShouldBeTrue(all.Why);
    }

    [Theory]
    [InlineData("<tr><td></td><td></td></tr>")]
    [InlineData("<tr style='height:30px'><td>&nbsp;</td><td> </td></tr>")]
    public async Task Rows_that_say_nothing_below_the_last_one_only_fill_the_page_up(string blank)
    {
        await using var site = await browser.SiteAsync(
            ("/", $"<h1>Members</h1><table><thead><tr><th>Member<th>Status</thead><tbody><tr><td>Row 0<td>Free<tr><td>Row 1<td></tbody></table><a href=/two>Next</a>"),
            ("/two", $"<h1>Members</h1><table><thead><tr><th>Member<th>Status</thead><tbody><tr><td>Row 2<td>Free</td></tr>{string.Concat(Enumerable.Repeat(blank, 3))}</tbody></table>"));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        (string.Join(", ", all.Lines), all.Complete, all.Why).ShouldBe(("Row 0|Free, Row 1|, Row 2|Free", true, null));
    }

    [Theory]
    [InlineData("<tr><td></td><td></td></tr><tr><td>Row 1<td>Free", "Row 0|Free, |, Row 1|Free")]
    [InlineData("<tr><td></td><td><input type=checkbox></td></tr>", "Row 0|Free, |no")]
    [InlineData("<tr><td></td><td><a href=/one></a></td></tr>", "Row 0|Free, |")]
    public async Task Rows_that_say_nothing_are_rows_where_others_follow_or_they_offer_something(string rows, string lines)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Members</h1><table><thead><tr><th>Member<th>Status</thead><tbody><tr><td>Row 0<td>Free</td></tr>{rows}</tbody></table>"));
        string.Join(", ", (await Extraction.AllAsync(browser, site.Portal(), "Members")).Lines).ShouldBe(lines);
    }
}
