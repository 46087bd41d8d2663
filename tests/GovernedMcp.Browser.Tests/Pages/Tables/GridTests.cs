using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Grids of ARIA, and those that draw only what is in sight.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class GridTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_grid_reads_by_the_places_that_its_rows_and_cells_tell()
    {
        await using var site = await browser.SiteAsync(("/", """
            <div role=treegrid aria-label=Orders aria-rowcount=5 aria-colcount=4>
              <div role=row aria-rowindex=1><span role=columnheader aria-colindex=1>No.</span><span role=columnheader aria-colindex=3 aria-colspan=2>Money</span></div>
              <div role=row aria-rowindex=2><span role=columnheader aria-colindex=3>Net</span><span role=columnheader aria-colindex=4>Gross</span></div>
              <div role=row aria-rowindex=4 aria-level=2><span role=gridcell aria-colindex=4>24</span><span role=gridcell aria-colindex=3>20</span></div>
              <div role=row aria-rowindex=3 aria-level=1><span role=gridcell aria-colindex=3>10</span><span role=gridcell aria-colindex=4>12</span></div>
              <div role=row aria-rowindex=5 aria-level=2 style="display:none"><span role=gridcell aria-colindex=3>30</span></div>
              <div><div role=row aria-rowindex=3><span role=rowheader aria-colindex=1>O-1</span></div><div role=row aria-rowindex=4><span role=rowheader aria-colindex=1>O-2</span></div></div>
            </div>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "Money Net", "Money Gross"]);
        result.Lines.ShouldBe(["O-1|10|12", "O-2|20|24"]);
        result.Complete.ShouldBeFalse();
        result.Why.ShouldBe("the grid says it has 3 rows, 2 were read");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_and_columns_that_are_drawn_only_in_sight_are_read_all(bool declared)
    {
        await using var site = await browser.SiteAsync(("/", Windowed(rows: 400, columns: 12)));
        var result = await Extraction.AllAsync(browser, declared ? Virtual(site) : site.Portal(), declared ? "orders" : "Orders");
        result.Complete.ShouldBeTrue(result.Why);
        result.Rows.Count.ShouldBe(400);
        if (declared) result.Lines.ShouldBe(Enumerable.Range(1, 400).Select(row => $"c0r{row}|c11r{row}"));
        else result.Lines.ShouldBe(Enumerable.Range(1, 400).Select(row => string.Join('|', Enumerable.Range(0, 12).Select(column => $"c{column}r{row}"))));
    }

    [Theory]
    [InlineData("role=row aria-rowindex=1")]
    [InlineData("role=row")]
    public async Task A_header_that_is_drawn_after_the_rows_is_waited_for(string head)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h2>Orders</h2><div id=grid role=grid><div role=row aria-rowindex=2><span role=gridcell>O-one</span> <span role=gridcell>Acme</span></div><div role=row aria-rowindex=3><span role=gridcell>O-two</span> <span role=gridcell>Acme</span></div></div>
            <script>setTimeout(() => grid.insertAdjacentHTML('afterbegin', '<div {{head}}><span role=columnheader>No.</span> <span role=columnheader>Supplier</span></div>'), 300)</script>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "Supplier"]);
        result.Lines.ShouldBe(["O-one|Acme", "O-two|Acme"]);
    }

    [Theory]
    [InlineData("position:relative;z-index:1;background:#eee", false)]
    [InlineData("background:#eee", true)]
    public async Task A_header_is_read_though_rows_pass_under_it(string style, bool apart)
    {
        var head = $"<div role=row aria-rowindex=1 style='height:40px;{style}'><span role=columnheader>No.</span> <span role=columnheader>Supplier</span></div>";
        var rows = string.Concat(Enumerable.Range(1, 20).Select(row => $"<div role=row aria-rowindex={row + 1} style='position:absolute;width:300px;height:40px;background:#fff;top:{(row - 1) * 40}px'><span role=gridcell>O-{row}</span> <span role=gridcell>Acme</span></div>"));
        await using var site = await browser.SiteAsync(("/", $"""
            <h2 style="margin-top:200px">Orders</h2><div role=grid>{(apart ? head : "")}<div style="height:240px;width:300px;overflow:hidden">{(apart ? "" : head)}
            <div style="position:relative;height:800px;transform:translateY(-200px)">{rows}</div></div></div>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "Supplier"]);
        result.Rows.Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pointer-events:none;")]
    public async Task A_header_under_a_sheet_is_not_read(string style)
    {
        await using var site = await browser.SiteAsync(("/", $"""
            <h2>Orders</h2><div role=grid><div role=row><span role=columnheader>No.</span> <span style="position:relative"><span role=columnheader>Obey</span><i style="{style}position:absolute;inset:-2px;background:#fff"></i></span></div>
            <div role=row><span role=gridcell>O-1</span> <span role=gridcell>Acme</span></div><div role=row><span role=gridcell>O-2</span> <span role=gridcell>Acme</span></div></div>
            """));
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Columns.ShouldBe(["No.", "column_2"]);
    }

    [Fact]
    public async Task A_second_reading_of_a_grid_that_was_scrolled_starts_at_its_top()
    {
        await using var site = await browser.SiteAsync(("/", Windowed(rows: 90, columns: 3) + "<script>box.scrollTop = 900</script>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Rows.Count.ShouldBe(90);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Fact]
    public async Task A_grid_whose_rows_do_not_all_come_is_not_complete()
    {
        await using var site = await browser.SiteAsync(("/", Windowed(rows: 60, columns: 3, said: 75)));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Rows.Count.ShouldBe(60);
        result.Complete.ShouldBeFalse();
        result.Why.ShouldBe("the grid says it has 75 rows, 60 were read");
    }

    // Draws rows a while after the scrolling, in reverse, as grids do.
    [Theory]
    [InlineData("data-index", "Row", true, 130)]
    [InlineData("data-row", "Same", true, 130)]
    [InlineData("title", "Row", true, 130)]
    [InlineData("title", "Same", false, 66)]
    public async Task A_table_that_keeps_room_for_rows_it_does_not_draw_is_scrolled_through_with_its_page(string attribute, string text, bool complete, int rows)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <style>body { margin: 0; overflow: hidden } main { height: 500px; overflow: auto } td { height: 60px; padding: 0 } table { border-collapse: collapse } .pad { height: 80px }</style>
            <main id=box><h1>Members</h1><table aria-label=Members><thead><tr><th>Member<th>Status</tr></thead><tbody id=body></tbody></table><div class=pad></div></main>
            <script>
              const draw = () => { const at = Math.max(0, Math.floor((box.scrollTop - 100) / 60) - 3), to = Math.min(130, at + 17);
                const room = rows => `<tr aria-hidden="true" style="height:${rows * 60}px"><td colspan="999" style="height:${rows * 60}px"></td></tr>`;
                body.innerHTML = (at ? room(at) : '') + Array.from({ length: to - at }, (_, n) => `<tr {{attribute}}="${ '{{attribute}}' === 'title' ? 'm' : at + n}"><td>{{text}} ${ '{{text}}' === 'Same' ? (at + n) >> 1 : at + n}</td><td>Free</td></tr>`).join('') + (to < 130 ? room(130 - to) : ''); };
              box.onscroll = () => setTimeout(draw, 30); draw();
            </script>
            """));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        all.Complete.ShouldBe(complete, all.Why);
        all.Rows.Count.ShouldBeInRange(rows - (complete ? 0 : 1), rows);
        if (complete) all.Lines.ShouldBe(Enumerable.Range(0, 130).Select(n => $"{text} {(text == "Same" ? n >> 1 : n)}|Free"));
        else all.Why!.ShouldContain("read alike");
    }

    // The room of two rows is no higher than a tall row is.
    [Theory]
    [InlineData("2500", 60)]
    [InlineData("1e8", 58)]
    public async Task Rows_at_the_end_that_are_slow_to_come_are_waited_for_and_never_passed_over_as_read(string late, int rows)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <style>main { height: 400px; overflow: auto } td { height: 40px; padding: 0 } table { border-collapse: collapse } .room td { height: auto }</style>
            <main id=box><table aria-label=Members><thead><tr><th>Member<th>Status</tr></thead><tbody id=body></tbody></table></main>
            <script>
              let last = 58;
              const draw = () => { const at = Math.max(0, Math.min(44, Math.floor(box.scrollTop / 40) - 2)), to = Math.min(last, at + 16);
                const room = rows => (rows ? `<tr class=room><td colspan=100 style="height:${rows * 40}px"></td></tr>` : '');
                body.innerHTML = room(at) + Array.from({ length: to - at }, (_, n) => `<tr><td>Row ${at + n}</td><td>Free</td></tr>`).join('') + room(60 - to);
                if (to === 58) setTimeout(() => { if (last === 58) { last = 60; draw(); } }, {{late}}); };
              box.onscroll = () => setTimeout(draw, 30); draw();
            </script>
            """));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        all.Lines.ShouldBe(Enumerable.Range(0, rows).Select(n => $"Row {n}|Free"), all.Why);
        all.Complete.ShouldBe(rows == 60, all.Why);
        if (rows < 60) all.Why.ShouldBe("the page keeps room for rows that did not come while it was read; read the table again");
    }

    // Of twenty rows nineteen are drawn, the last of them when the box is scrolled down.
    [Theory]
    [InlineData("position:absolute;left:0;right:0;transform:translateY({Y}px)", "", 20)]
    [InlineData("", "padding:{ABOVE}px 0 {BELOW}px", 20)]
    [InlineData("", "margin-bottom:30px", 19)]
    [InlineData("position:absolute;left:0;right:0;transform:translateY({Y}px)", "height:590px", 19)]
    public async Task Room_for_a_single_row_is_kept_for_one_where_a_script_places_them(string row, string list, int rows)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <div role=table aria-label=Members><div role=row><span role=columnheader>Member</span> <span role=columnheader>Status</span></div>
            <div id=box style="height:300px;overflow:auto;position:relative"><div id=list style="position:relative"></div></div></div>
            <script>
              const draw = from => {
                list.innerHTML = Array.from({ length: 19 }, (_, n) => `<div role=row style="height:30px;${'{{row}}'.replace('{Y}', (from + n) * 30)}"><span role=cell>Row ${from + n}</span> <span role=cell>Free</span></div>`).join('');
                list.style.cssText = `position:relative;${ '{{row}}' ? 'height:600px' : '' };${'{{list}}'.replace('{ABOVE}', from * 30).replace('{BELOW}', (1 - from) * 30)}`;
              };
              box.onscroll = () => setTimeout(() => draw(box.scrollTop > 100 ? {{rows}} - 19 : 0), 20);
              draw(0);
            </script>
            """));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        all.Lines.ShouldBe(Enumerable.Range(0, rows).Select(n => $"Row {n}|Free"), all.Why);
        all.Complete.ShouldBeTrue(all.Why);
    }

    [Fact]
    public async Task A_row_that_only_fills_up_its_box_promises_no_others()
    {
        await using var site = await browser.SiteAsync(("/", """
            <main style="height:400px;overflow:auto"><table aria-label=Members style="height:400px;border-collapse:collapse"><thead><tr><th>Member<th>Status</tr></thead>
            <tbody><tr><td>Row 0<td>Free</tr><tr><td>Row 1<td>Gone</tr><tr style="height:100%"><td><td></tr></tbody></table></main><p style="height:3000px">Further down
            """));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Members");
        all.Lines.ShouldBe(["Row 0|Free", "Row 1|Gone"]);
        all.Complete.ShouldBeTrue(all.Why);
    }

    private static string Windowed(int rows, int columns, int? said = null) => $$"""
        <h2>Orders</h2><div id=box role=grid aria-rowcount={{(said ?? rows) + 1}} aria-colcount={{columns}} style="height:240px;width:360px;overflow:auto;position:relative">
        <div id=tall style="position:relative;height:{{(rows + 1) * 24}}px;width:{{columns * 120}}px"></div></div>
        <script>
          const draw = () => {
            const top = Math.floor(box.scrollTop / 24), left = Math.floor(box.scrollLeft / 120);
            const at = Array.from({ length: Math.min(4, {{columns}} - left) }, (_, i) => left + i);
            const line = (row, role, y, say) => `<div role=row aria-rowindex=${row + 1} style="position:absolute;top:${y}px;height:24px;width:100%">${at.map(c => `<span role=${role} aria-colindex=${c + 1} style="position:absolute;left:${c * 120}px;width:120px">${say(c)}</span>`).join('')}</div>`;
            const shown = Array.from({ length: Math.max(0, Math.min(13, {{rows}} - top)) }, (_, i) => top + i + 1).reverse();
            tall.innerHTML = line(0, 'columnheader', box.scrollTop, c => `Column ${c}`) + shown.map(r => line(r, 'gridcell', r * 24, c => `c${c}r${r}`)).join('');
          };
          box.onscroll = () => setTimeout(draw, 20);
          draw();
        </script>
        """;

    private static Portal Virtual(TestSite site) => site.Portal() with
    {
        Tables = FrozenDictionary.ToFrozenDictionary(
        [
            new Table
            {
                Name = "orders",
                Kind = TableKind.Virtual,
                Root = Vendor.By(LocatorBy.Css, "[role=grid]"),
                Columns = [new("number", ["Column 0"], ValueType.String), new("last", ["Column 11"], ValueType.String)],
                RowKey = ["number"],
                Source = SourceMark.BuiltIn,
            },
        ], table => table.Name),
    };
}
