using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Fields whose place on the page is all that tells what they are, as pages without labels have them.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class UnlabelledFieldTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<p>Options: <input type=checkbox name=a> Rush <input type=checkbox name=b> Gift</p>", "Rush", "a")]
    [InlineData("<p>Options: <input type=checkbox name=a> Rush <input type=checkbox name=b> Gift</p>", "Gift", "b")]
    [InlineData("<p>Rush <input type=checkbox name=a> Gift <input type=checkbox name=b></p>", "Gift", "b")]
    [InlineData("<p>Rush <span><input type=checkbox name=a></span> Gift <span><input type=checkbox name=b></span></p>", "Rush", "a")]
    [InlineData("<table><tr><td>Flags</td><td><input type=checkbox name=a> Rush<br><input type=checkbox name=b> Gift</td></tr></table>", "Gift", "b")]
    [InlineData("<table><tr><td><input type=checkbox name=a></td><td>Rush</td></tr><tr><td><input type=checkbox name=b></td><td>Gift</td></tr></table>", "Rush", "a")]
    [InlineData("<p><input type=checkbox name=a>Rush <label><input type=checkbox name=b>Gift</label></p>", "Rush", "a")]
    [InlineData("<p>Rush: <input type=checkbox name=a> Yes</p><p>Gift: <input type=checkbox name=b> Yes</p>", "Gift", "b")]
    [InlineData("<div><label for=none>Rush</label><div><div><label><input type=checkbox name=a></label></div><span style='display:block'>Goes before all others.</span></div></div>", "Rush", "a")]
    [InlineData("<div><label for=none>Options</label><input type=checkbox name=a> <span>Rush</span></div>", "Rush", "a")]
    public async Task A_box_to_tick_goes_by_the_text_that_is_its_own(string boxes, string label, string ticked)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{boxes}<button>Send</button></form>");
        var filled = await site.FillAsync("Order", (label, "true"));
        ((string)filled.Data["fields"]![0]!["label"]!).ShouldBe(label);
        (await site.SendAsync(filled)).Keys.ShouldBe([ticked]);
    }

    /// <summary>As scripts draw it: titles in the head of a table without a row, or cells in no row.</summary>
    [Theory]
    [InlineData("<table><thead id=at></thead><tbody><tr><td><input name=a></td><td></td></tr></tbody></table>", "th")]
    [InlineData("<p>Stock</p><div id=at></div>", "td")]
    public async Task A_field_in_a_table_that_is_none_of_HTML_is_filled_by_its_name(string table, string cell)
    {
        var drawn = $"<script>const cells = ['Size', 'Stock'].map(text => Object.assign(document.createElement('{cell}'), {{ textContent: text }})); at.append(...cells); if ('{cell}' === 'td') cells[1].innerHTML = '<input name=a>';</script>";
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{table}<button>Send</button></form>{drawn}");
        (await site.OrderAsync(("a", "7")))["a"].ShouldBe("7");
    }

    [Theory]
    [InlineData("<label>Role<select name=a><option>Clerk<option>Admin</select><span>for them alone</span></label>")]
    [InlineData("<label>Role<input name=a><span>for them alone</span></label>")]
    public async Task The_words_before_a_field_in_its_label_are_parted_from_those_behind_it(string field)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=User>{field}<button>Send</button></form>");
        var filled = await site.FillAsync("User", ("Role for them alone", "Admin"));
        (await site.SendAsync(filled))["a"].ShouldBe("Admin");
    }

    [Theory]
    [InlineData("<input name=b>", "")]
    [InlineData("<textarea name=b></textarea>", "<i></i>")]
    public async Task However_many_parts_hold_nothing_but_a_field_it_goes_by_the_text_over_them(string field, string beside)
    {
        static string Within(string inner, int parts) => string.Concat(Enumerable.Repeat("<div>", parts)) + inner + string.Concat(Enumerable.Repeat("</div>", parts));
        await using var site = await WidgetSite.StartWithAsync(browser, "<form method=post action=/save aria-label=Order>"
            + $"<div><div><span>Name</span></div>{Within("<input name=a>", 3)}</div><div><div><span>Notes</span></div>{Within($"<div>{Within(field, 6)}{beside}</div>", 6)}</div><button>Send</button></form>");
        (await site.SendAsync(await site.FillAsync("Order", ("Notes", "Hello"))))["b"].ShouldBe("Hello");
    }

    [Fact]
    public async Task Stars_that_say_nothing_go_by_their_number_among_them()
    {
        var stars = string.Concat(Enumerable.Range(1, 5).Select(no => $"<li style='display:inline-block'><div role=radio aria-checked=false aria-posinset={no} aria-setsize=5 tabindex=-1 style='width:20px;height:20px;background:gold' onclick='rate({no})'></div></li>"));
        await using var site = await WidgetSite.StartWithAsync(browser, "<script>const rate = to => { document.querySelectorAll('[role=radio]').forEach((star, at) => star.setAttribute('aria-checked', at < to)); document.forms[0].r.value = to; }</script>"
            + $"<form method=post action=/save aria-label=Order><input type=hidden name=r value=0><div><div>Rating</div><ul role=radiogroup tabindex=0>{stars}</ul></div><button>Send</button></form>");
        var filled = await site.FillAsync("Order", ("Rating", "3"));
        ((string)filled.Data["fields"]![0]!["new"]!).ShouldBe("3");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Rating", "many")))).Allowed.ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Theory]
    [InlineData("<div><label for=bio>Bio</label><section><button type=button>B</button><input type=file style='display: none'></section><div><div><div contenteditable=true><p><br></p></div></div></div></div>", "Bio")]
    [InlineData("<div><label for=bio>Bio</label><section><label>Photo <input type=file style='display: none'></label></section><div><div><div contenteditable=true><p><br></p></div></div></div></div>", "field-3")]
    public async Task Below_a_bar_of_tools_a_text_goes_by_the_label_over_both(string text, string label)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Note <input name=note></label>{text}<button>Send</button></form>");
        var filled = await site.FillAsync("Order", (label, "Hello"));
        ((string)filled.Data["fields"]![0]!["new"]!).ShouldBe("Hello");
    }

    [Theory]
    [InlineData("<label for=a>Name:</label> <input id=a name=a> <label for=a>If you give one, it stands under what you write.</label>")]
    [InlineData("<label>Name <input id=a name=a></label> <label for=a class=error>This field is required</label>")]
    public async Task What_stands_after_a_field_that_is_labelled_before_is_no_part_of_its_name(string field)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{field}<button>Send</button></form>");
        (await site.SendAsync(await site.FillAsync("Order", ("Name", "Ada")))).ShouldBe(new Dictionary<string, string> { ["a"] = "Ada" });
    }

    [Theory]
    [InlineData("<p>Rating: <input type=radio name=r value=1>Good <input type=radio name=r value=2>Bad</p>", "Rating", "Bad")]
    [InlineData("<p>Good <input type=radio name=r value=1> Bad <input type=radio name=r value=2></p>", "r", "Bad")]
    [InlineData("<table><tr><td>Rating</td><td><input type=radio name=r value=1>Good <input type=radio name=r value=2>Bad</td></tr></table>", "Rating", "Bad")]
    [InlineData("<p>Rating <input type=radio name=r value=1 id=g><label for=g>Good</label><input type=radio name=r value=2 id=b><label for=b>Bad</label></p>", "Rating", "Bad")]
    public async Task A_choice_goes_by_the_text_before_it_and_each_answer_by_its_own(string choice, string label, string answer)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{choice}<button>Send</button></form>");
        var filled = await site.FillAsync("Order", (label, answer));
        ((string)filled.Data["fields"]![0]!["label"]!).ShouldBe(label);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["r"] = "2" });
    }

    [Theory]
    [InlineData("<input name=b><label>Rush <input type=checkbox name=c></label>", "Delivery", "Delivery")]
    [InlineData("<input name=b><input name=c>", "b", "")]
    [InlineData("<select name=c style='display: none'><option>Slow<option>Fast</select><input name=b>", "b", "")]
    [InlineData("<label>Rush <input type=checkbox name=c></label><p>To</p><input name=b>", "To", "To")]
    public async Task What_stands_over_a_part_of_a_form_names_the_only_field_in_it_that_nothing_else_does(string fields, string key, string label)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><fieldset><legend><span></span><span>Delivery</span></legend>{string.Concat(Enumerable.Repeat("<div>", 8))}<div>{fields}</div></fieldset><button>Send</button></form>");
        var filled = await site.FillAsync("Order", (key, "x"));
        ((string?)filled.Data["fields"]![0]!["label"] ?? "").ShouldBe(label);
        (await site.SendAsync(filled))["b"].ShouldBe("x");
    }

    [Theory]
    [InlineData("User count: 77", false)]
    [InlineData("Line 2", true)]
    public async Task What_goes_on_with_a_number_is_no_label_of_a_field_beside_it(string text, bool label)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><div>{text}</div><div><input name=b></div><button>Send</button></form>");
        ((string?)(await site.FillAsync("Order", ("b", "x"))).Data["fields"]![0]!["label"] == text).ShouldBe(label);
    }

    [Theory]
    [InlineData("<div>Name</div><div><input name=a></div><div>Colour</div><div><table><tr><td><input name=b></td><td><button type=button>+</button></td></tr></table></div>", "Colour", "x")]
    [InlineData("<table><tr><td>Name<td><input name=a></tr><tr><td>Colour<td><table><tr><td><input name=b><td><input type=submit name=add value=' '><td><a href=/help><img alt=Help></a></table></tr></table>", "Colour", "x")]
    [InlineData("<p>Colour</p><table><tr><td><input name=b></td><td><input name=a></td></tr></table>", "b", "x")]
    public async Task A_field_in_a_table_of_its_own_goes_by_what_stands_before_that(string fields, string key, string value)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{fields}<button>Send</button></form>");
        (await site.OrderAsync((key, value)))["b"].ShouldBe(value);
    }

    [Theory]
    [InlineData("<table><tr><td>First</td><td>Last</td></tr><tr><td><input name=a></td><td><input name=b></td></tr></table>", "Last")]
    [InlineData("<table><thead><tr><th>First<th>Last</tr></thead><tbody><tr><td><input name=a></td><td><input name=b></td></tr></tbody></table>", "Last")]
    [InlineData("<table><tr><th>First<th>Last</tr><tr><td><input name=a><td><input name=b></tr><tr><td><input name=c><td><input name=d></tr></table>", "Last (1)")]
    [InlineData("<table><tr><th>No.<th>Last</tr><tr><td>Sort<td><a href='/?sort=1'><img alt='' width=9 height=9></a></tr><tr><td><input type=checkbox name=all> Filter<td><input name=b></tr></table>", "Last")]
    public async Task Fields_of_a_row_go_by_the_titles_over_them(string table, string key)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{table}<button>Send</button></form>");
        (await site.OrderAsync((key, "x")))["b"].ShouldBe("x");
    }

    [Theory]
    [InlineData("<label>Rate <input name=a></label><label>Rate <input name=b></label>", "Rate", "Rate (2)", "b")]
    [InlineData("<input name=a><input><input name=b>", null, "field-2", null)]
    public async Task What_nothing_else_tells_apart_goes_by_its_place(string fields, string? both, string one, string? name)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{fields}<button>Send</button></form>");
        if (both is not null) (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", (both, "x")))).Allowed.ShouldBe([$"{both} (1)", $"{both} (2)"]);
        var filled = await site.FillAsync("Order", (one, "x"));
        ((string)filled.Data["fields"]![0]!["field"]!).ShouldBe(one);
        if (name is not null) (await site.SendAsync(filled))[name].ShouldBe("x");
    }

    [Fact]
    public async Task A_field_that_the_page_marks_without_a_word_is_told()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form method=post action=/save aria-label=Order><label>Rate <input name=a oninput=\"this.ariaInvalid = 'true'\"></label><button>Send</button></form>");
        var filled = await site.FillAsync("Order", ("Rate", "x"));
        filled.Data.ToJsonString().ShouldContain("the page marks it as not valid");
    }

    [Fact]
    public async Task Two_fields_of_one_row_go_by_what_the_row_is_called_and_signs_name_nothing()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <style>.row { display: flex }</style><form method=post action=/save aria-label=Order>
            <div class=row><div>Time Estimated:</div><div><div class=row><div><input name=time></div><div><select name=unit><option>Minutes<option>Hours</select></div></div></div></div>
            <table><tr><td>Phone</td><td>+<input name=code></td></tr></table><p><b>Street</b>: <input name=street></p><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Order", ("time", "24"), ("unit", "Hours"), ("Phone", "46"), ("Street", "Hamngatan"));
        filled.Data["fields"]!.AsArray().Select(field => (string)field!["label"]!).ShouldBe(["Time Estimated", "Time Estimated", "Phone", "Street"], ignoreOrder: true);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["time"] = "24", ["unit"] = "Hours", ["code"] = "46", ["street"] = "Hamngatan" }, ignoreOrder: true);
    }
}
