using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Lists of cards with what marks the places between them, with words of their own before others, with pages that go by numbers alone, and with only those drawn that are in sight.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class CardListTests(BrowserFixture browser)
{
    private const string Arrow = "<i class='fa fa-arrow-circle-right' style='display:inline-block;width:9px;height:9px'></i>";

    [Theory]
    [InlineData("<div id='at-{0}'></div>")]
    [InlineData("<a name='at-{0}'></a>")]
    [InlineData("<hr>")]
    public async Task What_only_marks_a_place_between_cards_is_none(string mark)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{Cards(1, 4, mark)}</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Lines.Select(line => line.Split('|')[0]).ShouldBe(["Link 1", "Link 2", "Link 3", "Link 4"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Fact]
    public async Task What_few_of_many_cards_call_something_by_is_no_column()
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{Cards(1, 12, "")}</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Columns.ShouldBe(["title", "about", "whole text"], ignoreOrder: true);
        result.Lines.First().ShouldContain("Chosen 1");
    }

    [Fact]
    public async Task The_name_of_each_card_is_no_label_of_what_stands_behind_it()
    {
        var cards = string.Concat(Enumerable.Range(1, 12).Select(number => $"<li class=job><div class=job_name>Job {number}</div><div class=job_state>waits for {number}</div><div class=job_size>{number} kB</div></li>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Jobs</h1><ul>{cards}</ul>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Jobs");
        result.Columns.ShouldBe(["title", "job name", "job state", "job size"]);
        result.Lines.ElementAt(1).ShouldEndWith("|Job 2|waits for 2|2 kB");
    }

    [Theory]
    [InlineData("<button>Edit</button><button>Delete</button>", true)]
    [InlineData("<button>Show {0}</button>", false)]
    [InlineData("", false)]
    public async Task Parts_that_say_something_else_each_and_have_the_same_buttons_are_a_list(string buttons, bool list)
    {
        var items = string.Concat(Enumerable.Range(1, 5).Select(number => $"<div class=ListItem_ListItem__DkhCD><div>person{number}@example.org<br><i>clerk {number}</i></div>{string.Format(null, buttons, number)}</div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>People</h1><div><div><button>Invite</button></div>{items}</div>"));
        if (list) (await Extraction.AllAsync(browser, site.Portal(), "People")).Lines.Select(line => line.Split('|')[0]).ShouldBe(Enumerable.Range(1, 5).Select(number => $"person{number}@example.org clerk {number}"));
        else (await Should.ThrowAsync<BlockFault>(() => Extraction.AllAsync(browser, site.Portal(), "People"))).Rule.ShouldBe(Rules.Tables.NotFound);
    }

    [Theory]
    [InlineData("css-1v84gns", "payee")]
    [InlineData("view css-1v84gns", "payee")]
    [InlineData("paid-to", "paid to")]
    public async Task Parts_that_no_class_tells_apart_go_by_what_their_author_marked_them_with(string look, string column)
    {
        static string Cell(string mark, string look, string inner) => $"<div data-testid={mark} class='{look}'><div class='view css-9'>{inner}</div></div>";
        var rows = string.Concat(Enumerable.Range(1, 4).Select(number => $"<div class='view css-7'><div data-testid=row class='view css-8'>{Cell("date", "view css-3", $"0{number}/11")}{Cell("payee", look, "").Replace("<div class='view css-9'></div>", $"Payee {number}", StringComparison.Ordinal)}{Cell("amount", "view css-3", $"<span>~</span><span>{number}.50</span>")}<div data-testid=menu class='view css-3'><button>…</button></div></div></div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Bank</h1><div>{rows}</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Bank");
        result.Columns.Order().ShouldBe(new[] { "title", "date", column, "amount" }.Order());
        var first = result.Columns.Zip(result.Lines.First().Split('|')).ToDictionary();
        (first["date"], first[column]).ShouldBe(("01/11", "Payee 1"));
        first["amount"].Replace(" ", "", StringComparison.Ordinal).ShouldBe("~1.50");
    }

    [Fact]
    public async Task What_few_of_many_cards_hold_is_a_column_where_the_others_are_marked_with_it_too()
    {
        static string Cell(string mark, string inner) => $"<div data-testid={mark} class=view style='height:20px'><span>{inner}</span></div>";
        var rows = string.Concat(Enumerable.Range(1, 12).Select(number => $"<div class=view>{Cell("payee", $"Payee {number}")}{Cell("debit", number < 12 ? $"{number}.50" : "")}{Cell("credit", number < 12 ? "" : "300.00")}{Cell("notes", "")}</div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Bank</h1><div>{rows}</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Bank");
        result.Columns.ShouldBe(["title", "payee", "debit", "credit"]);
        result.Lines.Last().ShouldBe("Payee 12 300.00|Payee 12||300.00");
    }

    [Theory]
    [InlineData("_price_1c4va_123", "price")]
    [InlineData("List_price__x7Hq2", "price")]
    public async Task What_a_tool_puts_around_the_name_of_a_class_is_no_part_of_it(string name, string column)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{string.Concat(Enumerable.Range(1, 4).Select(number => $"<div class=_card_5i7ns_12><h2>Link {number}</h2><p class='{name}'>{number} EUR</p></div>"))}</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Columns.ShouldBe(["title", column]);
        result.Lines.ShouldBe(Enumerable.Range(1, 4).Select(number => $"Link {number}|{number} EUR"));
    }

    [Fact]
    public async Task A_card_that_tells_what_it_says_as_a_list_is_one_row()
    {
        var cards = string.Concat(Enumerable.Range(1, 5).Select(number => $"<div class=card style='height:150px'><ul><li><span class=name>Ada {number}</span></li><li><span class=posts>{number}</span> posts</li></ul></div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Posters</h1><div>{cards}</div><div style='height:3000px'>Foot</div>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Posters");
        result.Lines.Select(line => line.Split('|')[0]).ShouldBe(["Ada 1 1 posts", "Ada 2 2 posts", "Ada 3 3 posts", "Ada 4 4 posts", "Ada 5 5 posts"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<input type=hidden name=token><button>Like</button>", true)]
    [InlineData("<input name=note><button>Save</button>", false)]
    public async Task A_button_that_posts_is_a_part_of_a_card_and_what_is_filled_is_none(string form, bool list)
    {
        var cards = string.Concat(Enumerable.Range(1, 4).Select(number => $"<div class=card><h2>Link {number}</h2><p class=about>About {number}</p><form method=post action=/like/{number}>{form}</form></div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{cards}</div>"));
        if (list) (await Extraction.AllAsync(browser, site.Portal(), "Links")).Lines.ShouldBe(Enumerable.Range(1, 4).Select(number => $"Link {number}|About {number}"));
        else (await Should.ThrowAsync<BlockFault>(() => Extraction.AllAsync(browser, site.Portal(), "Links"))).Rule.ShouldBe(Rules.Tables.NotFound);
    }

    [Fact]
    public async Task Cards_in_groups_with_room_behind_each_are_all_drawn()
    {
        var days = string.Concat(Enumerable.Range(1, 3).Select(day => $"<div class=day style='padding-bottom:200px'><ul>{Cards(day * 3 - 2, 3, "<li>")}</ul></div>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{days}</div><div style='height:3000px'>Foot</div><script>onscroll = () => fetch('/scrolled')</script>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Lines.Select(line => line.Split('|')[0]).ShouldBe(Enumerable.Range(1, 9).Select(number => $"Link {number}"));
        result.Complete.ShouldBeTrue(result.Why);
        site.Requests.Count(request => request.Contains("scrolled", StringComparison.Ordinal)).ShouldBeLessThan(4);
    }

    [Theory]
    [InlineData("<div id=room style='position:relative;height:2400px'><div id=list style='position:absolute;width:100%'></div></div>", "list.style.transform = `translateY(${from * 80}px)`")]
    [InlineData("<div id=list></div>", "list.style.padding = `${from * 80}px 0 ${(30 - from - 9) * 80}px`")]
    [InlineData("<div id=list></div>", "list.insertAdjacentHTML('afterbegin', `<div style='height:${from * 80}px'></div>`); list.insertAdjacentHTML('beforeend', `<div style='height:${(30 - from - 9) * 80}px'></div>`)")]
    public async Task A_list_that_draws_only_the_cards_in_sight_is_read_to_its_end_each_time(string room, string place)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h1>Links</h1><div id=box style='height:400px;overflow:auto;overflow-anchor:none'>{{room}}</div>
            <script>
              const draw = () => {
                const from = Math.min(21, Math.floor(box.scrollTop / 80));
                if (list.dataset.from === String(from)) return;
                list.dataset.from = from;
                list.innerHTML = Array.from({ length: 9 }, (_, at) => `<div class=card style='height:80px'><h2 style='margin:0'>Link ${from + at + 1}</h2><p class=about>About ${from + at + 1}</p></div>`).join('');
                {{place}};
              };
              box.onscroll = draw;
              draw();
            </script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        for (var times = 0; times < 2; times++)
        {
            var result = await Extraction.AllAsync(browser, session, "Links");
            result.Lines.Select(line => line.Split('|')[0]).ShouldBe(Enumerable.Range(1, 30).Select(number => $"Link {number}"));
            result.Complete.ShouldBeTrue(result.Why);
        }
    }

    [Theory]
    [InlineData("price", "Link 30|30 EUR|About 30", false)]
    [InlineData("rebate", "Link 30||About 30", true)]
    public async Task Of_cards_that_are_drawn_when_they_come_into_sight_each_part_stays_under_its_own_name(string late, string last, bool warned)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h1>Links</h1><div id=box style='height:400px;overflow:auto;overflow-anchor:none'><div id=room style='position:relative;height:2400px'><div id=list style='position:absolute;width:100%'></div></div></div>
            <script>
              const draw = () => {
                const from = Math.min(21, Math.floor(box.scrollTop / 80));
                if (list.dataset.from === String(from)) return;
                list.dataset.from = from;
                list.innerHTML = Array.from({ length: 9 }, (_, at) => from + at + 1).map(number => `<div class=card style='height:80px'><h2 style='margin:0'>Link ${number}</h2><p class='${number < 20 ? 'price' : '{{late}}'}'>${number} EUR</p><p class=about>About ${number}</p></div>`).join('');
                list.style.transform = `translateY(${from * 80}px)`;
              };
              box.onscroll = draw;
              draw();
            </script>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Columns.ShouldBe(["title", "price", "about"]);
        result.Lines.First().ShouldBe("Link 1|1 EUR|About 1");
        result.Lines.Last().ShouldBe(last);
        result.Rows.Count.ShouldBe(30);
        result.Warnings.Any(warning => warning.Contains("say more than the columns", StringComparison.Ordinal)).ShouldBe(warned);
    }

    [Theory]
    [InlineData("setTimeout(() => list.querySelectorAll('.about').forEach(one => one.hidden = false), from > 0 ? 60 : 0)", true)]
    [InlineData("list.querySelectorAll('.about').forEach((one, at) => one.hidden = at === 0 && from > 0)", false)]
    public async Task A_card_that_was_drawn_in_part_is_no_other_card(string then, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h1>Links</h1><div id=box style='height:400px;overflow:auto;overflow-anchor:none'><div id=room style='position:relative;height:2400px'><div id=list style='position:absolute;width:100%'></div></div></div>
            <script>
              const draw = () => {
                const from = Math.min(21, Math.floor(box.scrollTop / 80));
                if (list.dataset.from === String(from)) return;
                list.dataset.from = from;
                list.innerHTML = Array.from({ length: 9 }, (_, at) => from + at + 1).map(number => `<div class=card style='height:80px'><h2 style='margin:0'>Link ${number}</h2><p class=price>${number} EUR</p><p class=about hidden>About ${number}</p></div>`).join('');
                list.style.transform = `translateY(${from * 80}px)`;
                {{then}};
              };
              box.onscroll = draw;
              draw();
            </script>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Complete.ShouldBe(complete, result.Why);
        if (complete) result.Lines.ShouldBe(Enumerable.Range(1, 30).Select(number => $"Link {number}|{number} EUR|About {number}"));
    }

    [Fact]
    public async Task Beside_the_number_of_the_page_an_arrow_that_asks_for_the_next_one_is_followed()
    {
        await using var site = await browser.SiteAsync();
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], out var asked) ? asked : 1;
            var pager = $"<div>{(page > 1 ? $"<a href='?page={page - 1}'><i></i></a>" : "")}<b>{page} / 3</b>{(page < 3 ? $" <a href='?page={page + 1}'>{Arrow}</a>" : "")}</div>";
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><h1>Links</h1>{pager}<div>{Cards(page * 4 - 3, 4, "<div></div>")}</div>{pager}");
        });
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        result.Lines.Select(line => line.Split('|')[0]).ShouldBe(Enumerable.Range(1, 12).Select(number => $"Link {number}"));
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<b>1 / 3</b> <a href='?page=3'>{0}</a>")]
    [InlineData("<b>1 / 3</b> <a href='/other?page=2'>{0}</a>")]
    [InlineData("<b>Ratio</b> <b>1 / 3</b> <a href='?page=2'>{0}</a>")]
    public async Task Any_other_arrow_only_tells_of_further_rows(string pager)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Links</h1><div>{Cards(1, 4, "<div></div>")}</div><p>{pager.Replace("{0}", Arrow, StringComparison.Ordinal)}</p>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Links");
        (result.Rows.Count, result.Complete).ShouldBe((4, false));
        site.Requests.ShouldNotContain(request => request.Contains("page="));
    }

    private static string Cards(int first, int count, string mark) => string.Concat(Enumerable.Range(first, count).Select(number =>
        $"{mark.Replace("{0}", $"{number}", StringComparison.Ordinal)}<div class=link><h2><a href='/go/{number}'>Link {number}</a></h2><p class=about>About {number}</p><label>Chosen {number} <input type=checkbox></label></div>"));
}
