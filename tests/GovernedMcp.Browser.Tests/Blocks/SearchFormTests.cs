using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Searches and other small forms: sent by the Enter key, and answered by a page that shows them again.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class SearchFormTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<form role=search action=/><input type=search name=q aria-label=Words></form>")]
    [InlineData("<form action=/ aria-label=Search><label>Words <input name=q></label><button>Find</button></form>")]
    [InlineData("<search><form><label>Words <input name=q></label></form></search><div><label>Other <input></label><button type=button>Save</button></div>")]
    public async Task A_search_is_answered_by_the_page_that_it_asks_for(string html)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<h1>Search</h1>{html}");
        var sent = await site.TrySendAsync(await site.FillAsync("Search", ("Words", "new pumps")));
        sent.Submit.ShouldBe(SubmitState.Confirmed, sent.Message);
        new Uri(site.Session.Page.Url).PathAndQuery.ShouldBe("/?q=new+pumps");
    }

    [Fact]
    public async Task A_filter_that_waits_for_the_last_key_has_shown_what_fits_when_it_is_filled()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <h1>Search</h1><form aria-label=Search onsubmit="return false"><label>Words <input name=q></label></form><p id=fits>all of them
            <script>
              let timer;
              document.querySelector('input').oninput = event => { clearTimeout(timer); timer = setTimeout(() => fetch('/cities?q=' + event.target.value).then(answer => answer.text()).then(() => { fits.textContent = 'what fits ' + event.target.value; }), 500); };
            </script>
            """);
        await site.FillAsync("Search", ("Words", "new"));
        (await site.Session.Page.Locator("#fits").InnerTextAsync()).ShouldBe("what fits new");
    }

    [Theory]
    [InlineData("<form aria-label=Search onsubmit=\"event.preventDefault(); fetch('/cities?q=' + this.q.value).then(a => a.json()).then(show)\"><label>Words <input name=q></label><button>Filter</button></form>")]
    [InlineData("<form aria-label=Search method=get action=/list onsubmit=\"event.preventDefault(); fetch('/cities?page=1&like=' + encodeURIComponent('%' + this.q.value + '%')).then(a => a.json()).then(show)\"><label>Words <input name=q></label><button>Go</button></form>")]
    [InlineData("<form aria-label=Search method=get action=/cities onsubmit=\"event.preventDefault(); fetch('/cities?kind=2').then(a => a.json()).then(show); this.innerHTML = ''\"><label>Words <input name=kind></label><button>Go</button></form>")]
    [InlineData("<form aria-label=Search role=search method=post action=/save onsubmit=\"event.preventDefault(); location = '/cities?filter=' + this.q.value\"><label>Words <input name=q></label><button>Go</button></form>")]
    [InlineData("<form aria-label=Search onsubmit=\"event.preventDefault(); location.search = '?filter=' + this.querySelector('input').value\"><label>Words <input></label><button>Find</button></form>")]
    public async Task A_search_that_a_script_sends_is_answered_by_what_it_asks_for(string html)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<h1>Search</h1>{html}<table><tr><th>City</th></tr></table><script>const show = cities => document.querySelector('table').innerHTML = '<tr><th>City</th></tr>' + cities.map(c => `<tr><td>${{c.name}}</td></tr>`).join('')</script>");
        var sent = await site.TrySendAsync(await site.FillAsync("Search", ("Words", "Ber")));
        sent.Submit.ShouldBe(SubmitState.Confirmed, sent.Message);
        ((string)sent.Data["request"]!).ShouldStartWith("GET /");
        site.Saved.ShouldBeNull();
    }

    [Theory]
    [InlineData("<button title=Search><i></i></button>")]
    [InlineData("<button type=button>Filters</button><button aria-label=Search></button>")]
    public async Task What_only_searches_is_not_sent_by_the_button_that_saves_what_stands_below(string buttons)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"""
            <main><header><h1>Parties</h1><button type=button onclick="fetch('/save', { '{' } method: 'POST' { '}' })">Save</button></header>
            <form onsubmit="event.preventDefault(); fetch('/cities?q=' + this.querySelector('input').value)"><input placeholder=Search>{buttons}</form>
            <table><tr><th>Name</th></tr><tr><td>Ada</td></tr></table></main>
            """);
        var sent = await site.TrySendAsync(await site.FillAsync("Parties", ("Search", "Ber")));
        sent.Submit.ShouldBe(SubmitState.Confirmed, sent.Message);
        ((string)sent.Data["request"]!).ShouldBe("GET /cities");
        site.Saved.ShouldBeNull();
    }

    [Theory]
    [InlineData("Filters", "Apply changes")]
    [InlineData("Search", "Apply filters")]
    public async Task A_drawer_of_filters_is_answered_by_what_it_asks_for(string title, string button)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form onsubmit=\"event.preventDefault(); const to = '?page=1&filters.name=' + this.q.value; history.pushState(null, '', to); fetch('/cities' + to)\"><h3>{title}</h3><label>Words <input name=q></label><button type=button>Reset</button><button>{button}</button></form>");
        var sent = await site.TrySendAsync(await site.FillAsync(title, ("Words", "Ber")));
        sent.Submit.ShouldBe(SubmitState.Confirmed, sent.Message);
        ((string)sent.Data["request"]!).ShouldStartWith("GET /cities");
    }

    [Theory]
    [InlineData("Filter rules", "Apply changes")]
    [InlineData("Filters", "Save")]
    public async Task What_stores_filters_is_no_search(string title, string button)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form onsubmit=\"event.preventDefault(); fetch('/cities?q=' + this.q.value)\"><h3>{title}</h3><label>Words <input name=q></label><button>{button}</button></form>");
        var sent = await site.TrySendAsync(await site.FillAsync(title, ("Words", "Ber")));
        sent.Submit.ShouldBe(SubmitState.NotSent, sent.Message);
    }

    [Theory]
    [InlineData("<label>Words <input name=q></label><button>Find</button>", SubmitState.Confirmed)]
    [InlineData("<label>Words <input name=q></label><input type=submit value=' ' title=Filter>", SubmitState.Confirmed)]
    [InlineData("<label>Words <input name=b></label><input type=submit value=' ' name=apply_filter title='Takes words and stars'>", SubmitState.Confirmed)]
    [InlineData("<label>Words <input name=b></label><input type=submit value=' ' name=add_filter title='Takes words and stars'>", SubmitState.Unknown)]
    [InlineData("<label>Words <input name='search[_]'></label>", SubmitState.Confirmed)]
    [InlineData("<label>Words <input name=note></label>", SubmitState.Unknown)]
    [InlineData("<label>Words <input name=note></label><input type=search aria-label=Owner><button>Go on</button>", SubmitState.Unknown)]
    public async Task A_search_that_is_sent_as_what_stores_is_is_one_where_it_is_nothing_else(string fields, SubmitState state)
    {
        var html = $"<form method=post action=/again aria-label=Search>{fields}</form>";
        await using var site = await WidgetSite.StartWithAsync(browser, html, again: html + "<p>3 cities</p>");
        (await site.TrySendAsync(await site.FillAsync("Search", ("Words", "Ber")))).Submit.ShouldBe(state);
    }

    [Fact]
    public async Task A_search_in_which_a_page_filters_by_itself_is_told_so()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form role=search aria-label=Search onsubmit="event.preventDefault()"><label>Words <input name=q oninput="for (const row of document.querySelectorAll('tbody tr')) row.hidden = !row.textContent.includes(this.value)"></label><button>Search</button></form>
            <table><thead><tr><th>City</th></tr></thead><tbody><tr><td>Bern</td></tr><tr><td>Graz</td></tr></tbody></table>
            """);
        var sent = await site.TrySendAsync(await site.FillAsync("Search", ("Words", "Ber")));
        sent.Submit.ShouldBe(SubmitState.NotSent, sent.Message);
        sent.Message.ShouldContain("one that filters by itself shows what fits by now");
    }

    [Fact]
    public async Task What_a_form_that_stores_asks_for_is_not_its_sending()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form aria-label=Order onsubmit=\"event.preventDefault(); fetch('/cities?q=' + this.city.value)\"><label>City <input name=city></label><button>Save</button></form>");
        var sent = await site.TrySendAsync(await site.FillAsync("Order", ("City", "Bern")));
        sent.Submit.ShouldBe(SubmitState.NotSent, sent.Message);
        sent.Message.ShouldContain("only asked for something");
    }

    [Fact]
    public async Task A_page_that_speaks_of_trouble_is_no_answer_to_a_search()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form action=/ aria-label=Search><label>Words <input name=q></label><button>Find</button></form>
            <script>if (location.search) document.body.insertAdjacentHTML('beforeend', '<p role=alert>An error occurred, nothing could be read.</p>');</script>
            """);
        (await site.TrySendAsync(await site.FillAsync("Search", ("Words", "x")))).Submit.ShouldNotBe(SubmitState.Confirmed);
    }

    [Theory]
    [InlineData("", "Note=x")]
    [InlineData("<button name=go value=1 style=\"display:none\">Go</button><label>Other <input name=Other></label>", "Note=x Other= go=1")]
    public async Task Enter_sends_by_the_only_button_that_nobody_sees_or_from_the_only_field_of_text(string more, string stored)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Note <input name=Note></label><label>Rush <input type=checkbox></label>{more}</form>");
        var saved = await site.OrderAsync(("Note", "x"));
        string.Join(' ', saved.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(stored);
    }

    [Theory]
    [InlineData("<form method=post action=/save aria-label=Order><label>Note <input name=Note></label><label>Other <input name=Other></label></form>")]
    [InlineData("<form method=post action=/save aria-label=Order><label>Note <input name=Note></label><button disabled style=\"display:none\">Go</button></form>")]
    [InlineData("<form method=post action=/save aria-label=Order><label>Note <input name=Note></label><button name=delete value=1 style=\"display:none\">Delete</button><button style=\"display:none\">Go</button></form>")]
    [InlineData("<form aria-label=Order><label>Note <input name=Note></label></form>")]
    public async Task Where_Enter_sends_nothing_the_plan_says_that_nothing_does(string html)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, html);
        var filled = await site.FillAsync("Order", ("Note", "x"));
        filled.Warnings.ShouldContain(warning => warning.StartsWith("nothing on the page is seen to send", StringComparison.Ordinal));
        var fault = await Should.ThrowAsync<BlockFault>(() => site.TrySendAsync(filled));
        fault.Rule.ShouldBe(Rules.Forms.NotSent);
        fault.Message.ShouldContain("filters as one types");
        site.Saved.ShouldBeNull();
    }
}
