using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables that scripts put together from parts: heads, rows and pagers that stand apart, rows that only keep room.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class GridPartsTests(BrowserFixture browser)
{
    /// <summary>Draws the rows from <c>first</c> on as one text of HTML, each cell in what <c>cell</c> opens.</summary>
    private const string Draw = "const draw = (first, count, cell = '<td>') => Array.from({ length: Math.max(0, Math.min(count, 60 - first)) }, (_, i) => `<tr style='height:20px'>${cell}O-${first + i + 1}${cell}${first + i + 1}.50`).join('');";

    [Fact]
    public async Task A_row_of_text_right_above_the_columns_of_a_table_is_its_head()
    {
        var result = await ReadAsync("""
            <style>td{width:100px}table{table-layout:fixed;width:200px;border-collapse:collapse}</style>
            <div><table><tr><td>No.<td>Amount</table></div><div><table id=t></table></div><script>t.innerHTML = draw(0, 60)</script>
            """);
        Whole(result);
    }

    [Fact]
    public async Task A_row_of_text_over_other_columns_is_none()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h2>Notes</h2><table style="margin-left:300px"><tr><td>Remark<td>By</table><h2>Orders</h2><table><tr><th>No.<th>Amount<tr><td>O-1<td>1.50<tr><td>O-2<td>2.50</table>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "Amount"]);
        result.Lines.Count().ShouldBe(2);
        (await Extraction.AllAsync(browser, site.Portal(), "Notes")).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Tables_that_only_their_cells_call_a_grid_are_one()
    {
        var result = await ReadAsync("""
            <div role=group><table role=presentation><tr role=row><td role=columnheader>No.<td role=columnheader>Amount</table>
            <div role=grid><table role=presentation id=t></table></div></div><script>t.innerHTML = draw(0, 60, '<td role=gridcell>')</script>
            """);
        Whole(result);
    }

    [Fact]
    public async Task A_head_that_a_grid_draws_twice_is_one()
    {
        var result = await ReadAsync("""
            <div role=treegrid style="height:200px;position:relative;overflow:clip"><div id=box style="height:200px;overflow:auto"><div style="height:1220px"><table role=presentation id=one style="position:relative">
            <thead><tr role=row aria-rowindex=1><th role=columnheader aria-colindex=1>No.<th role=columnheader aria-colindex=2>Amount</thead><tbody id=t></table></div></div>
            <div style="position:absolute;top:0;left:0"><table role=presentation><tr role=row aria-rowindex=1><th role=columnheader aria-colindex=1>No.<th role=columnheader aria-colindex=2>Amount</table></div></div>
            <script>const redraw = () => { const first = Math.floor(box.scrollTop / 20); one.style.top = first * 20 + 'px';
              t.innerHTML = Array.from({ length: Math.min(12, 60 - first) }, (_, i) => `<tr style='height:20px' role=row aria-rowindex=${first + i + 2}><td role=gridcell aria-colindex=1>O-${first + i + 1}<td role=gridcell aria-colindex=2>${first + i + 1}.50`).join(''); };
            box.onscroll = redraw; redraw();</script>
            """);
        Whole(result);
    }

    /// <summary>A box without a bar, which only scripts scroll; the rows above and below those that are drawn are one empty row each, of as many cells.</summary>
    [Fact]
    public async Task Empty_rows_that_keep_the_room_of_others_are_no_rows()
    {
        var result = await ReadAsync("""
            <div id=box style="height:200px;overflow:hidden"><table><thead><tr style="height:0"><th>No.<th>Amount</thead><tbody id=t></table></div>
            <script>const room = count => (count > 0 ? `<tr style='height:${count * 20}px'><td><td>` : '');
            const redraw = () => { const first = Math.min(Math.floor(box.scrollTop / 20), 48); t.innerHTML = room(first) + draw(first, 12) + room(48 - first); };
            box.onscroll = redraw; redraw();</script>
            """);
        Whole(result);
    }

    [Fact]
    public async Task Rows_without_height_or_text_only_measure()
    {
        var result = await ReadAsync("""
            <div style="height:200px;overflow:auto"><table id=t></table></div>
            <script>t.innerHTML = "<thead><tr><th>No.<th>Amount<tbody><tr aria-hidden=true style='height:0'><td style='padding:0;border:0'><div style='height:0;overflow:hidden;visibility:hidden'>No.</div><td style='padding:0;border:0'>" + draw(0, 60)</script>
            """);
        Whole(result);
    }

    /// <summary>Pages are told by numbers alone, which leave some out.</summary>
    [Theory]
    [InlineData("1 … n-1 n n+1 … 12", "const shown = at => [...new Set([1, at - 1, at, at + 1, 12])].filter(n => n > 0 && n < 13);")]
    [InlineData("a window around the page", "const shown = at => [at - 1, at, at + 1, at + 2].filter(n => n > 0 && n < 13);")]
    public async Task Page_numbers_that_leave_some_out_lead_to_all_pages(string _, string shown)
    {
        var result = await ReadAsync("<div><table><thead><tr><th>No.<th>Amount<tbody id=t></table><div id=pages></div></div><script>" + shown + """
            const go = at => { t.innerHTML = draw(at * 5 - 5, 5);
              pages.innerHTML = shown(at).map((n, i, all) => (n - (all[i - 1] ?? n) > 1 ? '<span>…</span> ' : '') + `<button onclick='go(${n})' ${n === at ? 'aria-current=page' : ''}>${n}</button>`).join(' '); };
            go(1)</script>
            """);
        Whole(result);
    }

    /// <summary>Numbers that count up and are no pages: after the last page they are not taken for its pager.</summary>
    [Fact]
    public async Task Years_beside_a_table_are_not_its_pages()
    {
        var result = await ReadAsync("""
            <div><table><thead><tr><th>No.<th>Amount<tbody id=t></table><p id=on></p><p><button>2024</button> <button aria-current=true>2025</button> <button onclick="t.innerHTML = '<tr><td>X-1<td>1'">2026</button></p></div>
            <script>const go = at => { t.innerHTML = draw(at * 30 - 30, 30); on.innerHTML = at < 2 ? '<button onclick="go(2)">Next</button>' : ''; };
            go(1)</script>
            """);
        Whole(result);
    }

    /// <summary>Ten numbers at a time, and dots that lead to the next ten.</summary>
    [Fact]
    public async Task Dots_after_the_last_number_lead_on()
    {
        var result = await ReadAsync("""
            <div><table><thead><tr><th>No.<th>Amount<tbody id=t></table><div id=pages></div></div>
            <script>const go = at => { t.innerHTML = draw(at * 5 - 5, 5); const from = Math.floor((at - 1) / 5) * 5 + 1, link = (n, text) => (n === at ? ` <span>${n}</span>` : ` <a href='#' onclick='go(${n});return false'>${text ?? n}</a>`);
              pages.innerHTML = (from > 1 ? link(from - 1, '...') : '') + [0, 1, 2, 3, 4].filter(n => from + n < 13).map(n => link(from + n)).join('') + (from + 5 < 13 ? link(from + 5, '...') : ''); };
            go(1)</script>
            """);
        Whole(result);
    }

    /// <summary>Rows in a shadow whose cells are slots: what stands in these is of the page, and is laid out where the rows are.</summary>
    [Fact]
    public async Task Cells_that_are_slotted_into_the_rows_of_a_shadow_are_read_beyond_its_edge()
    {
        var result = await ReadAsync("""
            <x-grid id=host style="display:block;height:200px;overflow:hidden"></x-grid>
            <script>const root = host.attachShadow({ mode: 'open' });
            const slots = Array.from({ length: 120 }, (_, i) => `<slot name=c${i}></slot>`);
            root.innerHTML = `<div style='height:200px;overflow:auto;position:relative'><table role=grid><thead><tr role=row><th>No.<th>Amount<tbody>${Array.from({ length: 60 }, (_, i) => `<tr role=row style='height:20px'><td>${slots[2 * i]}<td>${slots[2 * i + 1]}`).join('')}</table></div>`;
            host.innerHTML = Array.from({ length: 60 }, (_, i) => `<span slot=c${2 * i}>O-${i + 1}</span><span slot=c${2 * i + 1}>${i + 1}.50</span>`).join('');</script>
            """);
        Whole(result);
    }

    /// <summary>The numbers of its rows begin anew on each page.</summary>
    [Fact]
    public async Task A_grid_that_shows_a_part_of_a_page_is_read_over_its_pages()
    {
        var result = await ReadAsync("""
            <div role=grid aria-label=Orders><div role=row aria-rowindex=1><span role=columnheader>No.</span> <span role=columnheader>Amount</span></div>
            <div id=box style="height:100px;overflow:auto"><div style="height:400px;position:relative"><div id=t style="position:absolute"></div></div></div>
            <div><button id=back disabled>Previous page</button> <button id=next>Next page</button></div></div>
            <script>let page = 0; const redraw = () => { const first = Math.min(Math.floor(box.scrollTop / 20), 14); t.style.top = first * 20 + 'px';
              t.innerHTML = Array.from({ length: 6 }, (_, i) => `<div role=row style='height:20px' aria-rowindex=${first + i + 2}><span role=gridcell>O-${page * 20 + first + i + 1}</span> <span role=gridcell>${page * 20 + first + i + 1}.50</span></div>`).join(''); };
            box.onscroll = redraw; redraw();
            next.onclick = () => setTimeout(() => { page++; next.disabled = page === 2; box.scrollTop = 0; redraw(); }, 150);</script>
            """);
        Whole(result);
    }

    private async Task<Extraction> ReadAsync(string body)
    {
        await using var site = await browser.SiteAsync(("/", "<!doctype html><meta charset=utf-8><h2>Orders</h2><script>" + Draw + "</script>" + body));
        return await Extraction.AllAsync(browser, site.Portal(), "Orders");
    }

    private static void Whole(Extraction result)
    {
        result.Complete.ShouldBeTrue(result.Why);
        result.Columns.ShouldBe(["No.", "Amount"]);
        result.Lines.ShouldBe(Enumerable.Range(1, 60).Select(row => $"O-{row}|{row}.50"));
    }
}
