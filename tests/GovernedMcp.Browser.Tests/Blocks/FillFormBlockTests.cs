using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Filling)]
public sealed class FillFormBlockTests(BrowserFixture browser) : IDisposable
{
    private const string EveryWidget = """
        <title>Order</title><h1>Order</h1><form action="/order" method="post" aria-label="Order"><input type="hidden" name="token" value="t">
        <label>Name <input name="name" value="old name"></label> <label for="q">Quantity</label><input id="q" type="number" name="qty" min="1">
        <label>Price <input name="price"></label> <label>Due <input name="due" placeholder="dd.mm.yyyy"></label> <label>Day <input type="date" name="day"></label>
        <label>At <input type="datetime-local" name="at"></label> <label>Mail <input type="email" name="mail"></label> <label>Phone <input type="tel" name="phone"></label>
        <label>Note <textarea name="note"></textarea></label> <label>Country <select name="country"><option value="">Choose</option><option value="de">Germany</option><option value="at">Austria</option></select></label>
        <label>Tags <select name="tags" multiple><option>red</option><option>green</option><option>blue</option></select></label>
        <fieldset><legend>Contact by</legend><label><input type="radio" name="by" value="m">Mail</label><label><input type="radio" name="by" value="p">Phone</label></fieldset>
        <fieldset><legend>Extras</legend><label><input type="checkbox" name="x" value="gift">Gift wrap</label><label><input type="checkbox" name="x" value="exp">Express</label></fieldset>
        <label><input type="checkbox" name="terms" style="opacity:0"> I agree</label> <label>Proof <input type="file" name="proof" accept=".pdf"></label>
        <label>City <input role="combobox" aria-controls="cities" aria-expanded="false" name="city" id="city"></label><ul id="cities" role="listbox" hidden></ul>
        <table><tr><td>Cost centre:</td><td><input name="cc"></td></tr></table> <label>Locked <input name="locked" value="x" readonly></label>
        <input name="role" value="user" style="display:none"> <button>Send</button></form>
        <script>
          city.addEventListener('input', () => { cities.hidden = false; cities.innerHTML = ['Berlin', 'Bern', 'Bergen'].filter(name => name.toLowerCase().includes(city.value.toLowerCase())).map(name => `<li role="option">${name}</li>`).join(''); });
          cities.addEventListener('click', event => { city.value = event.target.textContent; cities.hidden = true; });
          document.querySelector('[name=phone]').addEventListener('input', event => event.target.value = event.target.value.replace(/\D/g, '').replace(/(\d{3})(?=\d)/g, '$1 '));
        </script>
        """;

    private const string TwoButtons = """
        <title>Order</title><h1>Order</h1><form action="/order" method="post"><label>Name <input name="name"></label>
        <button name="then" value="list">Save</button> <button name="then" value="again">Save and add another</button></form>
        """;

    private readonly string _uploads = Directory.CreateTempSubdirectory("uploads-").FullName;

    [Theory]
    [InlineData("qty", "12,5", "takes a number with a decimal point")]
    [InlineData("qty", "1'250.00", "takes a number with a decimal point")]
    [InlineData("total", "12,5", "did not keep")]
    public async Task No_amount_loses_the_mark_of_its_decimals(string field, string amount, string why)
    {
        await using var site = await browser.SiteAsync(("/", """
            <form method="post" action="/order" aria-label="Order"><label>Quantity <input type="number" step="any" name="qty"></label><label>Total <input name="total"></label><button>Send</button></form>
            <script>document.querySelector('[name=total]').addEventListener('input', event => { event.target.value = event.target.value.replace(/[^\d.]/g, ''); });</script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", (field, amount)))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task Every_widget_takes_its_value_and_the_plan_says_what_changed()
    {
        await using var site = await browser.SiteAsync(("/", EveryWidget));
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_uploads, Policed.Caller.Workflow)).FullName, "proof.pdf"), "%PDF-");
        var portal = site.Portal() with { Locale = new PortalLocale("de-DE", "Europe/Berlin", ',', "dd.MM.yyyy"), Forms = Order() };
        var session = await browser.OpenAsync(portal, "/");
        var result = await FillAsync(portal, session, "order",
            ("name", "Ä. Müller & Söhne"), ("qty", "3"), ("price", "1234.50"), ("due", "2026-11-30"), ("day", "2026-12-01"), ("at", "2026-12-01T08:30"), ("mail", "a@b.example"),
            ("phone", "030123456"), ("note", "one\ntwo"), ("country", "Austria"), ("Contact by", "Phone"), ("terms", "true"), ("proof", "proof.pdf"), ("City", "Bern"), ("Cost centre", "4711"));

        var values = session.Plans.Find((string)result.Data["plan"]!)!.Facts.Values.ToDictionary(pair => pair.Key, pair => pair.Value.Text);
        values.ShouldContainKeyAndValue("name", "Ä. Müller & Söhne");
        values.ShouldContainKeyAndValue("price", "1234.50");
        values.ShouldContainKeyAndValue("due", "2026-11-30");
        values.ShouldContainKeyAndValue("phone", "030 123 456");
        values.ShouldContainKeyAndValue("note", "one\ntwo");
        values.ShouldContainKeyAndValue("country", "Austria");
        values.ShouldContainKeyAndValue("Contact by", "Phone");
        values.ShouldContainKeyAndValue("terms", "true");
        values.ShouldContainKeyAndValue("proof", "proof.pdf");
        values.ShouldContainKeyAndValue("City", "Bern");
        values.ShouldContainKeyAndValue("Cost centre", "4711");
        values.Keys.ShouldNotContain("role");
        values.Keys.ShouldNotContain("token");
        (await session.Page.InputValueAsync("[name=price]")).ShouldBe("1234,50");
        (await session.Page.InputValueAsync("[name=due]")).ShouldBe("30.11.2026");
        (await session.Page.InputValueAsync("[name=role]")).ShouldBe("user");
        result.Warnings.ShouldContain(warning => warning.Contains("Cost centre"));
        Told(result).ShouldContain("""{"field":"name","old":"old name"}""");
        Told(result).ShouldContain("""{"field":"phone","new":"030 123 456"}""");
        Told(result).ShouldContain("""{"field":"Cost centre","matched":"text by the text beside it, sent as cc"}""");
        result.Data["fields"]!.ToJsonString().ShouldNotContain("\"price\"", customMessage: "it is written as the portal writes numbers and stands as given");
        result.Text!.Split('\n').ShouldContain("Cost centre (text by the text beside it, sent as cc): nothing → as given");
        site.Requests.ShouldNotContain("POST /order");
    }

    [Fact]
    public async Task Several_choices_of_one_field_are_set_and_taken_back()
    {
        await using var site = await browser.SiteAsync(("/", EveryWidget));
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        await FillAsync(portal, session, "Order", new Dictionary<string, FieldValue> { ["Tags"] = new(["red", "blue"]), ["Extras"] = new(["Gift wrap", "Express"]) });
        var result = await FillAsync(portal, session, "Order", new Dictionary<string, FieldValue> { ["Tags"] = new(["green"]), ["Extras"] = new(["Express"]) });
        var values = session.Plans.Find((string)result.Data["plan"]!)!.Facts.Values;
        values["Tags"].Items.ShouldBe(["green"]);
        values["Extras"].Items.ShouldBe(["Express"]);
    }

    [Theory]
    [InlineData("Country", "France", "field.value")]
    [InlineData("Locked", "y", "field.locked")]
    [InlineData("role", "admin", "field.unknown")]
    [InlineData("nope", "x", "field.unknown")]
    [InlineData("I agree", "maybe", "field.value")]
    [InlineData("Proof", "../etc/passwd", "field.upload")]
    [InlineData("Name", "two\nlines", "field.value")]
    public async Task What_a_field_does_not_take_is_said_before_the_page_is_touched(string field, string value, string rule)
    {
        await using var site = await browser.SiteAsync(("/", EveryWidget));
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => FillAsync(portal, session, "Order", ("Note", "touched"), (field, value)));
        fault.Rule.Id.ShouldBe(rule);
        (await session.Page.InputValueAsync("[name=note]")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_fields_of_one_label_are_not_guessed()
    {
        await using var site = await browser.SiteAsync(("/", "<form><label>Amount <input name=a></label><label>Amount <input name=b></label><button>Go</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "form-1", ("Amount", "1")))).Rule.ShouldBe(Rules.Fields.Ambiguous);
    }

    [Fact]
    public async Task A_button_whose_long_name_is_told_cut_short_is_called_so()
    {
        await using var site = await browser.SiteAsync(("/", TwoButtons.Replace("Save and add another", "Here one may go on to another one that is like this one in all but its name", StringComparison.Ordinal).Replace(">Save<", ">Go on<", StringComparison.Ordinal)));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var told = (await Should.ThrowAsync<BlockFault>(() => FillWithButtonAsync(site.Portal(), session, null))).Allowed[1];
        told.ShouldEndWith("…");
        session.Plans.Find((string)(await FillWithButtonAsync(site.Portal(), session, told)).Data["plan"]!)!.Facts.Button.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_of_several_buttons_is_filled_when_the_caller_names_one()
    {
        await using var site = await browser.SiteAsync(("/", TwoButtons));
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        foreach (var button in (string?[])[null, "Delete"])
        {
            var fault = await Should.ThrowAsync<BlockFault>(() => FillWithButtonAsync(portal, session, button));
            fault.Rule.ShouldBe(Rules.Forms.Button);
            fault.Allowed.ShouldBe(["Save", "Save and add another"]);
            (await session.Page.InputValueAsync("[name=name]")).ShouldBeEmpty();
        }

        var result = await FillWithButtonAsync(portal, session, "save and add another");
        session.Plans.Find((string)result.Data["plan"]!)!.Facts.Button.ShouldBe("Save and add another");
    }

    [Fact]
    public async Task A_page_that_takes_a_value_back_is_told_on()
    {
        await using var site = await browser.SiteAsync(("/", "<form><label>Amount <input id=a></label><button>Go</button></form><script>setInterval(() => a.value = '', 5)</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "form-1", ("Amount", "12")))).Rule.ShouldBe(Rules.Fields.NotKept);
    }

    [Fact]
    public async Task A_page_that_listens_to_keys_only_hears_them()
    {
        await using var site = await browser.SiteAsync(("/", """
            <form><label>Amount <input id=a></label><button>Go</button></form><p id=out></p>
            <script>let typed = ''; a.addEventListener('keyup', event => { if (event.isTrusted) typed = a.value; }); a.addEventListener('change', event => out.textContent = `${typed} ${event.isTrusted}`);</script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, "form-1", ("Amount", "1234.50"));
        (await session.Page.TextContentAsync("#out")).ShouldBe("1234.50 true");
    }

    [Fact]
    public async Task A_long_plan_counts_what_is_as_given_and_tells_only_what_is_not()
    {
        await using var site = await browser.SiteAsync(("/", """
            <form aria-label="Order" action="/order" method="post"><label>Name <input name="name"></label> <label>City <input name="city" value="Bern"></label> <label>Mail <input name="mail" value="a@b.example"></label>
            <label>Kind <select name="kind"><option value="">Choose</option><option>big</option></select></label> <label>Size <select name="size"><option>small</option><option>large</option></select></label>
            <label><input type="checkbox" name="gift"> Gift</label> <label><input type="checkbox" name="fast" checked> Fast</label> <label>Total <input name="total" value="1"></label>
            <label>Reference number <input name="ref"></label> <input name="bare"> <button>Send</button></form>
            <script>document.querySelector('[name=name]').addEventListener('input', () => document.querySelector('[name=total]').value = '2');</script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await FillBrieflyAsync(site.Portal(), session, "Order",
            ("Name", "Ada"), ("City", "Bern"), ("Mail", ""), ("Kind", "big"), ("Size", "large"), ("Gift", "true"), ("Fast", "false"), ("ref", "R 1"), ("bare", "x"));
        ((int)result.Data["as_given"]!).ShouldBe(3);
        Told(result).ShouldBe(
        [
            """{"field":"City","old":"Bern"}""", """{"field":"Mail","old":"a@b.example"}""", """{"field":"Size","old":"small"}""", """{"field":"Fast","old":"true"}""",
            """{"field":"ref","label":"Reference number"}""", """{"field":"bare","matched":"text by its name, sent as bare"}""", """{"field":"Total","old":"1","new":"2","by":"page"}""",
        ], ignoreOrder: true);
        result.Text!.Split('\n').ShouldBe(
        [
            "City: Bern → as given", "Mail: a@b.example → as given", "Size: small → as given", "Fast: true → as given",
            "ref (labelled Reference number): nothing → as given", "bare (text by its name, sent as bare): nothing → as given", "Total: 1 → 2, by the page",
        ], ignoreOrder: true);
        result.Message.ShouldContain("3 of 9 values stand as given in fields that were empty, what differs is listed; nothing was sent");
        session.Plans.Find((string)result.Data["plan"]!)!.Facts.Changes.Count.ShouldBe(9, "who approves is shown every change");
    }

    [Fact]
    public async Task Where_all_is_as_given_a_long_plan_lists_nothing_and_its_fields_are_those_of_the_schema()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><label>Name <input name=name></label><label>Mail <input name=mail type=email></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var plain = await FillBrieflyAsync(site.Portal(), session, "Order", ("Name", "Ada"));
        plain.Data.Select(part => part.Key).ShouldBe(["plan", "form", "as_given", "sends"]);
        plain.Text.ShouldBeEmpty();
        var full = await FillBrieflyAsync(site.Portal(), session, "Order", ("Mail", "nobody"));
        var kinds = full.Data.ToDictionary(part => part.Key, part => part.Value!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? "integer" : part.Value.GetValueKind().ToString().ToLowerInvariant());
        foreach (var field in ToolCatalog.Find("portal_fill_form")!.Returns) kinds.ShouldContainKeyAndValue(field.Name, field.Type);
    }

    [Fact]
    public async Task A_short_plan_tells_every_change_in_full()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><label>Name <input name=name value=Ada></label><label>Kind <select name=kind><option value=''>Choose<option>big</select></label><input name=bare><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await FillAsync(site.Portal(), session, "Order", ("Name", "Bob"), ("Kind", "big"), ("bare", "x"));
        result.Data.ContainsKey("as_given").ShouldBeFalse();
        Told(result).ShouldBe(
        [
            """{"field":"Name","label":"Name","matched":"text by its label, sent as name","old":"Ada","new":"Bob","by":"you"}""",
            """{"field":"Kind","label":"Kind","matched":"select by its label, sent as kind","old":"Choose","new":"big","by":"you"}""",
            """{"field":"bare","matched":"text by its name, sent as bare","new":"x","by":"you"}""",
        ], ignoreOrder: true);
        result.Text!.Split('\n').ShouldBe(["Name: Ada → Bob", "Kind: Choose → big", "bare: nothing → x"], ignoreOrder: true);
        result.Message.ShouldContain("is filled, 3 changes; nothing was sent");
        var texts = Enumerable.Range(1, PlanReply.MostInFull + 1).Select(at => $"<label>F{at} <input name=f{at}></label>");
        await using var other = await browser.SiteAsync(("/", $"<form aria-label=Order>{string.Concat(texts)}<button>Send</button></form>"));
        var more = await FillAsync(other.Portal(), await browser.OpenAsync(other.Portal(), "/"), "Order", [.. Enumerable.Range(1, PlanReply.MostInFull + 1).Select(at => ($"F{at}", "x"))]);
        ((int)more.Data["as_given"]!).ShouldBe(PlanReply.MostInFull + 1);
    }

    [Fact]
    public async Task What_is_masked_or_secret_stays_so_in_the_plan()
    {
        await using var site = await browser.SiteAsync(("/", """<form aria-label="Order"><label>IBAN <input name="iban" value="DE89370400440532013000"></label><label>Code <input name="code" type="password"></label><button>Send</button></form>"""));
        var portal = site.Portal() with
        {
            Forms = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([new Form { Name = "order", Fields = [new() { Key = "iban", Label = "IBAN", Sensitive = Sensitivity.MaskLast4 }, new() { Key = "code", Label = "Code" }], Source = SourceMark.BuiltIn }], form => form.Name),
        };
        var session = await browser.OpenAsync(portal, "/");
        var result = await FillBrieflyAsync(portal, session, "order", ("iban", "DE89370400440532013000"), ("code", "hunter22"));
        Told(result).ShouldBe(["""{"field":"code","new":"…"}""", """{"field":"iban","old":"…3000"}"""], ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_uploads, recursive: true);

    private Task<BlockResult> FillAsync(Portal portal, BrowserSession session, string form, params (string Key, string Value)[] values) =>
        FillAsync(portal, session, form, values.ToDictionary(pair => pair.Key, pair => new FieldValue(pair.Value)));

    // As a long plan is told.
    private Task<BlockResult> FillBrieflyAsync(Portal portal, BrowserSession session, string form, params (string Key, string Value)[] values) =>
        new FillFormBlock(browser.Host, browser.Sessions, _uploads) { MostInFull = 0 }.RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values.ToDictionary(pair => pair.Key, pair => new FieldValue(pair.Value)))), Policed.Run(), CancellationToken.None);

    private static IEnumerable<string> Told(BlockResult result) =>
        result.Data["fields"]!.AsArray().Select(field => field!.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private Task<BlockResult> FillWithButtonAsync(Portal portal, BrowserSession session, string? button)
    {
        (string, object)[] arguments = [("form", "Order"), ("values", new Dictionary<string, FieldValue> { ["Name"] = new("Ada") }), .. button is null ? Array.Empty<(string, object)>() : [("button", button)]];
        return new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
    }

    private Task<BlockResult> FillAsync(Portal portal, BrowserSession session, string form, Dictionary<string, FieldValue> values) =>
        new FillFormBlock(browser.Host, browser.Sessions, _uploads).RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);

    private static System.Collections.Frozen.FrozenDictionary<string, Form> Order() => System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
        [
            new Form
            {
                Name = "order",
                Fields =
                [
                    new() { Key = "name", Label = "Name" }, new() { Key = "qty", Label = "Quantity", Type = ValueType.Integer }, new() { Key = "price", Label = "Price", Type = ValueType.Money },
                    new() { Key = "due", Label = "Due", Type = ValueType.Date }, new() { Key = "day", Label = "Day", Type = ValueType.Date }, new() { Key = "at", Label = "At", Type = ValueType.Datetime },
                    new() { Key = "mail", Label = "Mail", Type = ValueType.Email }, new() { Key = "phone", Label = "Phone" }, new() { Key = "note", Label = "Note" }, new() { Key = "country", Label = "Country" },
                    new() { Key = "terms", Label = "I agree", Type = ValueType.Boolean }, new() { Key = "proof", Label = "Proof", Type = ValueType.File },
                ],
                Source = SourceMark.BuiltIn,
            },
        ],
        form => form.Name);
}
