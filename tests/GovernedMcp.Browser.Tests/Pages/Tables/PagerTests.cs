using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Whose a paging control is, where several tables that no Skill declares share a page. Each pager turns three pages of a row.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PagerTests(BrowserFixture browser)
{
    private const string Script = """
        <script>
          customElements.define('x-grid', class extends HTMLElement {
            connectedCallback() { document.addEventListener('DOMContentLoaded', () => this.attachShadow({ mode: 'open' }).append(...this.childNodes)); }
          });
          const shown = { orders: 1, stock: 1 };
          const turn = (name, to) => {
            const heard = new XMLHttpRequest();
            heard.open('GET', `/turned?${name}`, false);
            heard.send();
            shown[name] = to;
            (document.querySelector(`#${name} td`) ?? document.querySelector('x-grid').shadowRoot.querySelector('td')).textContent = `${name}-${to}`;
            for (const button of document.querySelectorAll(`.${name}-next`)) button.disabled = to === 3;
            for (const link of document.querySelectorAll(`.${name}-pages a`)) link.toggleAttribute('aria-current', link.textContent === String(to));
          };
        </script>
        """;

    [Theory]
    [InlineData("[orders][stock][next stock]")]
    [InlineData("<section>[orders]</section><section><div>[stock]</div><nav>[next stock]</nav></section>")]
    [InlineData("<section><nav>[next stock]</nav><div>[stock]</div></section>[orders]")]
    [InlineData("[orders]<h2>Stock</h2>[stock]<h3>Further pages</h3>[next stock]")]
    [InlineData("[orders][stock]<p>Page [pages stock]</p>")]
    [InlineData("[orders][stock]<table><tr><td>Page</td><td>[next stock]</td></tr></table>")]
    [InlineData("[orders]<x-grid>[stock]</x-grid>[next stock]")]
    public async Task One_pager_turns_the_table_it_stands_at_and_no_other(string page)
    {
        await using var site = await SiteAsync(page);
        await ReadsAsync(site, "Orders", "orders-1");
        site.Requests.ShouldNotContain(request => request.Contains("/turned"));
        await ReadsAsync(site, "Stock", "stock-1 stock-2 stock-3");
    }

    [Theory]
    [InlineData("x-button-disabled-interactive", "orders-1 orders-2 orders-3")]
    [InlineData("x-button-disabled x-button-disabled-interactive", "orders-1")]
    public async Task A_class_that_says_what_a_button_does_once_it_is_disabled_does_not_say_that_it_is(string named, string read)
    {
        await using var site = await SiteAsync($"[orders]<div role=group><button class='{named} orders-next' aria-label='Next page' onclick=\"turn('orders', shown.orders + 1)\">&gt;</button></div>");
        await ReadsAsync(site, "Orders", read);
    }

    [Fact]
    public async Task The_number_that_is_shown_is_known_by_whatever_is_about_it_alone()
    {
        await using var site = await SiteAsync("""
            [orders]<div class=bar><div class=step><button disabled><i data-icon=left></i></button></div><div class="step active"><button><span>1</span></button></div> <div class=step><button><span>2</span></button></div>
            <div class=step><button><span>3</span></button></div><div class=step><button><i data-icon=right></i></button></div></div>
            <script>
              const steps = [...document.querySelectorAll('.step')].slice(1, 4);
              for (const step of steps) step.onclick = () => { turn('orders', Number(step.textContent)); for (const other of steps) other.classList.toggle('active', other === step); };
            </script>
            """);
        await ReadsAsync(site, "Orders", "orders-1 orders-2 orders-3");
    }

    [Theory]
    [InlineData("<div class='item active'>1</div><div class=item>2</div><div class=item>3</div>")]
    [InlineData("<ul><li class='item active'>1</li><li class=item>2</li><li class=item>3</li></ul>")]
    public async Task Numbers_that_are_neither_links_nor_buttons_turn_pages(string numbers)
    {
        await using var site = await SiteAsync($$"""
            [orders]<style>.item { cursor: pointer }</style><div><span>Total 3</span>{{numbers}}</div>
            <script>
              const items = [...document.querySelectorAll('.item')];
              for (const item of items) item.onclick = () => { turn('orders', Number(item.textContent)); for (const other of items) other.classList.toggle('active', other === item); };
            </script>
            """);
        await ReadsAsync(site, "Orders", "orders-1 orders-2 orders-3");
    }

    [Theory]
    [InlineData("&gt;", "&gt;&gt;")]
    [InlineData("»", "Last")]
    [InlineData("Show next page", "Show last page")]
    public async Task Of_two_arrows_the_single_one_leads_to_the_next_page(string next, string last)
    {
        var bar = $"<p>Rows 1 - 1 of 3 <button class=orders-next onclick=\"turn('orders', shown.orders + 1)\">{next}</button> <button class=orders-next onclick=\"turn('orders', 3)\">{last}</button></p>";
        await using var site = await SiteAsync($"{bar}[orders]{bar}");
        await ReadsAsync(site, "Orders", "orders-1 orders-2 orders-3");
    }

    [Theory]
    [InlineData("shown = false; draw(); setTimeout(() => { shown = true; at = to; draw(); }, 300);")]
    [InlineData("bar.hidden = false; at = 9; draw(); setTimeout(() => { at = to; draw(); bar.hidden = true; }, 300);")]
    public async Task What_a_table_shows_while_it_loads_is_no_page(string turning)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h2>Orders</h2><div><table><thead><tr><th>No.<th>Action</thead><tbody></tbody></table><div id=bar role=progressbar hidden style="height:4px;background:blue"></div></div><button aria-label="Go to next page">›</button>
            <script>
              let at = 1, shown = true;
              const draw = () => { document.querySelector('tbody').innerHTML = [1, 2].map(row => `<tr><td>O-${at}${row}<td>${shown ? 'View' : ''}</tr>`).join(''); };
              document.querySelector('button').onclick = event => { const to = at + 1; event.target.disabled = to === 3; {{turning}} };
              draw();
            </script>
            """));
        await ReadsAsync(site, "Orders", "O-11|View O-12|View O-21|View O-22|View O-31|View O-32|View");
    }

    [Theory]
    [InlineData("[orders][next orders]<h2>In stock</h2>[stock]", "orders", "stock")]
    [InlineData("[orders]<p aria-controls=orders>[next orders]</p>[stock]", "orders", "stock")]
    [InlineData("[orders]<p aria-controls=stock>[next stock]</p>[stock]", "stock", "orders")]
    [InlineData("[orders]<nav id=stock_paginate>[pages stock]</nav>[stock]", "stock", "orders")]
    [InlineData("<nav aria-controls='stock other'>[next stock]</nav>[orders][stock]", "stock", "orders")]
    public async Task A_pager_between_two_tables_turns_the_one_that_it_names_or_that_a_heading_sets_apart(string page, string turned, string other)
    {
        await using var site = await SiteAsync(page);
        await ReadsAsync(site, other, $"{other}-1");
        site.Requests.ShouldNotContain(request => request.Contains("/turned"));
        await ReadsAsync(site, turned, $"{turned}-1 {turned}-2 {turned}-3");
    }

    [Theory]
    [InlineData("[orders][next orders][stock][next stock]")]
    [InlineData("<div>[orders]</div>[pages orders]<div>[stock]</div><p>[pages stock]</p>")]
    [InlineData("<div>[next orders][orders]</div><div>[next stock][stock]</div>")]
    [InlineData("[next orders][orders][next stock][stock]")]
    public async Task Each_table_is_turned_by_a_pager_of_its_own(string page)
    {
        await using var site = await SiteAsync(page);
        await ReadsAsync(site, "Orders", "orders-1 orders-2 orders-3");
        await ReadsAsync(site, "Stock", "stock-1 stock-2 stock-3");
    }

    [Theory]
    [InlineData("[next stock][orders][stock]", "button \"Next\"")]
    [InlineData("[orders][next orders][stock]", "button \"Next\"")]
    [InlineData("<section>[orders]</section><p>[pages stock]</p><section>[stock]</section>", "link \"2\"")]
    [InlineData("[orders]<h2>In stock</h2>[next stock][stock]", "button \"Next\"")]
    [InlineData("[orders]<div><h2>In stock</h2>[pages stock]</div>[stock]", "link \"2\"")]
    [InlineData("<div>[orders]<h2>In stock</h2>[next stock]</div><div>[stock]</div>", "button \"Next\"")]
    public async Task A_pager_that_may_be_either_tables_is_not_pressed_and_nothing_is_called_complete(string page, string named)
    {
        await using var site = await SiteAsync(page);
        foreach (var table in new[] { "Orders", "Stock" })
        {
            var result = await Extraction.AllAsync(browser, site.Portal(), table);
            result.Complete.ShouldBeFalse();
            result.Why.ShouldBe($"{named} may turn the pages of this table or of another, and was not pressed; a Skill that declares the table can say so with `pages`");
        }

        site.Requests.ShouldNotContain(request => request.Contains("/turned"));
    }

    [Fact]
    public async Task One_pager_above_and_below_a_table_is_not_that_of_the_sums_above()
    {
        const string Rows = "<table><caption>Sums</caption><tr><th>Sum</th></tr><tr><td>3</td></tr></table>{0}<table><caption>Orders</caption><tr><th>No.</th></tr><tr><td>{1}</td></tr></table>{0}";
        await using var site = await browser.SiteAsync(
            ("/", string.Format(null, Rows, "<a href=/two>Next</a>", "1")), ("/two", string.Format(null, Rows, "", "2")));
        await ReadsAsync(site, "Sums", "3");
        site.Requests.ShouldNotContain(request => request.Contains("/two"));
        await ReadsAsync(site, "Orders", "1 2");
    }

    [Theory]
    [InlineData("<h3>Members</h3><nav><h4 style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>Pages</h4>{0}</nav></div>", "3", "1 2")]
    [InlineData("<h3>Further pages</h3>{0}</div><h3>Members</h3>", null, "1")]
    public async Task A_pager_beside_what_a_page_is_about_turns_the_table_whose_title_it_stands_under(string between, string? about, string members)
    {
        const string Rows = "<div><h2>Sums</h2><table><tr><th>Sum</th><td>3</td></tr><tr><th>Made</th><td>-</td></tr></table>{0}<table><tr><th>No.</th><th>Left</th></tr><tr><td>{1}</td><td>0</td></tr></table>";
        await using var site = await browser.SiteAsync(
            ("/", string.Format(null, Rows, string.Format(null, between, "<a href=/two>Next</a>"), "1")), ("/two", string.Format(null, Rows, string.Format(null, between, ""), "2")));
        if (about is not null) await Extraction.AllAsync(browser, site.Portal(), "Sums");
        if (about is not null) site.Requests.ShouldNotContain(request => request.Contains("/two"));
        await ReadsAsync(site, "Members", string.Join(' ', members.Split(' ').Select(number => $"{number}|0")));
    }

    private async Task ReadsAsync(TestSite site, string table, string rows)
    {
        var result = await Extraction.AllAsync(browser, site.Portal(), table);
        (string.Join(' ', result.Lines), result.Why).ShouldBe((rows, null));
    }

    private Task<TestSite> SiteAsync(string page)
    {
        var html = Script + page;
        foreach (var name in new[] { "orders", "stock" })
        {
            html = html
                .Replace($"[{name}]", $"<table id={name} aria-label={name}><tr><th>No.</th></tr><tr><td>{name}-1</td></tr></table>", StringComparison.Ordinal)
                .Replace($"[next {name}]", $"<button class={name}-next onclick=\"turn('{name}', shown.{name} + 1)\">Next</button>", StringComparison.Ordinal)
                .Replace($"[pages {name}]", $"<span class={name}-pages>{string.Join(' ', Enumerable.Range(1, 3).Select(n => $"<a href='javascript:turn(\"{name}\", {n})' {(n == 1 ? "aria-current" : "")}>{n}</a>"))}</span>", StringComparison.Ordinal);
        }

        return browser.SiteAsync(("/", html), ("/turned", ""));
    }
}
