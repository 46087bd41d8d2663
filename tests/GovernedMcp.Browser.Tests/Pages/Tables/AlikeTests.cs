using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables are judged by what looks alike in them. One cell among many that nobody sees is still not read, however it is hidden.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class AlikeTests(BrowserFixture browser)
{
    private const int Rows = 120;

    [Theory]
    [InlineData("<style>tr:nth-child(60) td:nth-child(3) { color: white }</style>")]
    [InlineData("<style>tr:nth-child(60) td { color: inherit } tr:nth-child(60) td + td + td { font-size: 0 }</style>")]
    [InlineData("<style>td, tr:has(.mark) td:nth-child(3) { opacity: 1 } tr:has(.mark) td:nth-child(3) { opacity: 0.01 }</style>")]
    [InlineData("<style>.mark { color: transparent }</style>")]
    [InlineData("<style>[title=mark] { text-indent: -500px }</style>")]
    [InlineData("<style>[title=\"mark\"] { filter: opacity(0) }</style>")]
    [InlineData("<style>#mark { clip-path: inset(100%) }</style>")]
    [InlineData("<style>[data-mark='::x'] { color: #fff }</style>")]
    [InlineData("<style>.odd\\:before { color: #fff }</style>")]
    [InlineData("<style>@media screen { @supports (color: red) { @layer a { .mark { visibility: hidden } } } }</style>")]
    [InlineData("<style>tbody { & .mark { visibility: hidden } }</style>")]
    [InlineData("<style>@scope (tbody) { .mark { visibility: hidden } }</style>")]
    [InlineData("<style>body { container-type: inline-size } @container (min-width: 10px) { .mark { color: white } }</style>")]
    [InlineData("<style>td { opacity: calc(min(1, 3 - sibling-index())) } td:nth-child(n + 4) { opacity: 1 }</style>")]
    [InlineData("<style>@keyframes gone { to { opacity: 0 } } .mark { animation: gone 1ms -1s forwards }</style>")]
    [InlineData("<style>.mark { position: relative; left: -9999px }</style>")]
    [InlineData("<style>.mark { translate: -9999px }</style>")]
    [InlineData("", "mark.style.color = 'white'")]
    [InlineData("", "mark.style.setProperty('--c', 'calc(1 - 1)'); mark.style.opacity = 'var(--c)'")]
    [InlineData("", "mark.setAttribute('bgcolor', 'black'); mark.style.color = '#000'")]
    [InlineData("", "mark.innerHTML = '<font color=white>OBEY</font>'")]
    [InlineData("", "mark.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1, fill: 'forwards' })")]
    [InlineData("", "const sheet = new CSSStyleSheet(); sheet.replaceSync('.mark { color: white }'); document.adoptedStyleSheets = [sheet]")]
    [InlineData("", "const box = mark.getBoundingClientRect(); document.body.insertAdjacentHTML('beforeend', `<p style='position:absolute;margin:0;background:white;left:${box.left + scrollX - 1}px;top:${box.top + scrollY - 1}px;width:${box.width + 2}px;height:${box.height + 2}px'></p>`)")]
    [InlineData("", "const box = mark.getBoundingClientRect(), sheet = document.createElement('p'); sheet.style.cssText = `position:absolute;margin:0;background:white;left:${box.left + scrollX - 1}px;top:${box.top + scrollY - 1}px;width:${box.width + 2}px;height:${box.height + 2}px`; document.querySelector('tbody').append(sheet)")]
    [InlineData("<style>td { background: #00e; color: white }</style>", "for (const cell of document.querySelectorAll('td:nth-child(2)')) cell.innerHTML = `<a>${cell.textContent}</a>`; mark.parentNode.removeAttribute('class'); mark.previousElementSibling.innerHTML = '<a href=/elsewhere>OBEY</a>'; mark.textContent = 'v'")]
    [InlineData("<style>table { table-layout: fixed; width: 400px; border-collapse: collapse } td { overflow: hidden; padding: 0 } .line td { display: inline-block }</style>", "for (const cell of document.querySelectorAll('td:nth-child(3)')) cell.textContent = 'OBEY'; mark.parentNode.innerHTML = '<td><b>x</b></td>'.repeat(5); document.querySelector('table').insertAdjacentHTML('afterbegin', '<colgroup><col><col><col style=width:0><col></colgroup>')")]
    [InlineData("<style>.line { line-height: 0; font-size: 1px } .line td { padding: 0; border: 0 } table { border-collapse: collapse }</style>")]
    public async Task A_cell_that_nobody_sees_is_not_read(string style, string script = "")
    {
        var page = await ReadAsync(style, script);
        page.Rows.Count.ShouldBeGreaterThanOrEqualTo(Rows - 1);
        page.Rows.SelectMany(row => row).ShouldAllBe(cell => !cell.Text.Contains("OBEY"));
        page.Rows.SelectMany(row => row).Count(cell => cell.Text.StartsWith('v')).ShouldBeGreaterThanOrEqualTo((Rows - 1) * 3);
    }

    [Theory]
    [InlineData("", Rows)]
    [InlineData("<style>tr:nth-child(even) { background: #eee } td:first-child, tr:hover td { color: navy } td:not(:last-child) { border: 1px solid } .btn:hover { color: red } .x::after { content: 'x'; opacity: 0 }</style>", Rows)]
    [InlineData("<style>td { color: navy } input[type=\"search\"], input[type=\"text\"] { color: red }</style>", Rows)]
    [InlineData("<style>td { color: navy } input[type=\"a,b\"], input[type=\"text\"] { color: red }</style>", 0)]
    [InlineData("<style>p { position: absolute; top: -60px; background: white }</style><p>Skip", Rows)]
    [InlineData("<style>p { position: absolute; top: 60px; background: white }</style><p>Over", 0)]
    [InlineData("<style>@scope (p) { td { color: green } }</style>", 0)]
    [InlineData("<style>td { width: calc(sibling-index() * 1px) }</style>", 0)]
    public async Task Rows_are_judged_together_where_the_rules_of_the_page_are_understood(string style, int rows)
    {
        await using var site = await SiteAsync(style, "");
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await KnownRowsAsync(session)).ShouldBe(rows == 0 ? 0 : rows + 1);
    }

    [Theory]
    [InlineData("one | two")]
    [InlineData("~")]
    [InlineData("|~|")]
    public async Task Cells_that_show_what_else_parts_them_stay_whole(string text)
    {
        var page = await ReadAsync("", $"mark.textContent = '{text}'");
        page.Rows.Select(row => row[2].Text).ShouldBe(Enumerable.Range(1, Rows).Select(row => row == 60 ? text : $"v{row}-3"));
    }

    [Theory]
    [InlineData(25, 26)]
    [InlineData(24, 0)]
    public async Task Tables_are_judged_so_from_a_hundred_cells_on(int rows, int known)
    {
        await using var site = await SiteAsync("", "", rows);
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await KnownRowsAsync(session)).ShouldBe(known);
    }

    private static async Task<int> KnownRowsAsync(BrowserSession session)
    {
        var answer = await session.Page.EvaluateAsync<string>(PageScripts.Compose("// uses: alike\n() => { alike.learn(); return dom.rows.size; }"), "{}");
        return JsonDocument.Parse(answer.AsMemory(1)).RootElement.GetInt32();
    }

    private async Task<TablePage> ReadAsync(string style, string script)
    {
        await using var site = await SiteAsync(style, script);
        var session = await browser.OpenAsync(site.Portal(), "/");
        return await TableScript.AskAsync(session, new TableAsk { Root = Vendor.By(LocatorBy.Role, "Orders", "table"), Wait = 2_000 }, CancellationToken.None);
    }

    private Task<TestSite> SiteAsync(string style, string script, int count = Rows)
    {
        var rows = string.Concat(Enumerable.Range(1, count).Select(row => $"<tr{(row == 60 ? " class=line" : "")}>" + string.Concat(Enumerable.Range(1, 4).Select(column =>
            row == 60 && column == 3 ? "<td id=mark class='mark odd:before' title=mark data-mark='::x'>OBEY</td>" : $"<td>v{row}-{column}</td>")) + "</tr>"));
        return browser.SiteAsync(("/", $"<!doctype html><meta charset=utf-8>{style}<table aria-label=Orders><thead><tr><th>A<th>B<th>C<th>D</thead><tbody>{rows}</tbody></table><script>{script}</script>"));
    }
}
