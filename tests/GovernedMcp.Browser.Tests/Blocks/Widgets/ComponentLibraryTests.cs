using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>The builds of component libraries as they are published (tests/widgets), filled as found: nothing is declared.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class ComponentLibraryTests(BrowserFixture browser) : IDisposable
{
    private readonly string _uploads = Directory.CreateTempSubdirectory("uploads-").FullName;

    [Fact]
    public async Task Select2_takes_choices_of_its_own_and_of_a_server()
    {
        await using var site = await WidgetSite.StartAsync(browser, "select2");
        var sent = await site.OrderAsync(("Country", "Austria"), ("Cost centre", "Berlin office"), ("Tags", new[] { "red", "blue" }), ("City", "Bern"));
        sent.ShouldBe(Sent(("country", "at"), ("centre", "18"), ("tags", "red,blue"), ("city", "101")), ignoreOrder: true);
    }

    [Fact]
    public async Task Choices_are_made_and_taken_back()
    {
        await using var site = await WidgetSite.StartAsync(browser, "choices");
        (await site.OrderAsync(("Country", "Austria"), ("Tags", new[] { "red", "green" }))).ShouldBe(Sent(("country", "at"), ("tags", "red,green")), ignoreOrder: true);
    }

    [Fact]
    public async Task Tom_select_shows_and_sends_what_was_chosen()
    {
        await using var site = await WidgetSite.StartAsync(browser, "tom-select");
        var filled = await site.FillAsync("Order", ("Country", "Austria"), ("Tags", new[] { "red", "green" }));
        (await site.Session.Page.Locator(".ts-control .item").AllInnerTextsAsync()).Select(text => text.Split('\n')[0]).ShouldBe(["Austria", "red", "green"]);
        (await site.SendAsync(filled)).ShouldBe(Sent(("country", "at"), ("tags", "red,green")), ignoreOrder: true);
    }

    [Fact]
    public async Task Bootstrap_and_bootstrap_select_are_filled()
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_uploads, Policed.Caller.Workflow)).FullName, "proof.pdf"), "%PDF-");
        await using var site = await WidgetSite.StartAsync(browser, "bootstrap-select", uploads: _uploads);
        var sent = await site.OrderAsync(
            ("Country", "Austria"), ("Region", "South"), ("Tags", new[] { "red", "blue" }), ("Urgent", "true"), ("by", "Phone"), ("Amount", "12.50"), ("Share", "65"), ("Proof", "proof.pdf"));
        sent.ShouldBe(
            Sent(("country", "at"), ("region", "s"), ("tags", "red,blue"), ("urgent", "on"), ("by", "phone"), ("amount", "12.50"), ("share", "65"), ("proof", "proof.pdf 5")),
            ignoreOrder: true);
    }

    [Fact]
    public async Task Flatpickr_days_spans_and_times_are_clicked_or_typed()
    {
        await using var site = await WidgetSite.StartAsync(browser, "flatpickr");
        var sent = await site.OrderAsync(("Due", "2026-11-30"), ("Seen", "2027-02-03"), ("Typed", "24.12.2026"), ("Stay", new[] { "2026-11-28", "2026-12-05" }), ("At", "08:30"));
        sent.ShouldBe(Sent(("due", "2026-11-30"), ("seen", "2027-02-03"), ("typed", "24.12.2026"), ("stay", "2026-11-28 to 2026-12-05"), ("at", "08:30")), ignoreOrder: true);
    }

    [Fact]
    public async Task Quill_takes_paragraphs()
    {
        await using var site = await WidgetSite.StartAsync(browser, "quill");
        (await site.OrderAsync(("Message", "one & two\nthree"))).ShouldBe(Sent(("message", "<p>one &amp; two</p><p>three</p>")));
    }

    [Fact]
    public async Task Jquery_ui_is_filled()
    {
        await using var site = await WidgetSite.StartAsync(browser, "jquery-ui");
        var sent = await site.OrderAsync(("Due", "24.12.2026"), ("Delivery", "2027-01-05"), ("City", "Bern"), ("Speed", "Fast"), ("Copies", "3"));
        sent.ShouldBe(Sent(("due", "24.12.2026"), ("delivery", "2027-01-05"), ("city", "Bern"), ("city_id", "101"), ("speed", "Fast"), ("copies", "3")), ignoreOrder: true);
    }

    [Fact]
    public async Task Masks_write_it_their_way_and_that_is_told()
    {
        await using var site = await WidgetSite.StartAsync(browser, "masks", portal => portal with { Forms = One("Order", new Field { Key = "Phone", Widget = Widget.Masked }) });
        var filled = await site.FillAsync("Order", ("Phone", "301234567"), ("Card", "4111111111111111"), ("Amount", "1234.50"), ("Level", "65"));
        filled.Warnings.ShouldContain("the page wrote the value of `Phone` its own way");
        filled.Quotes.ShouldContain("Phone: +49 (301) 234-567");
        filled.Warnings.ShouldContain("the page wrote the value of `Card` its own way");
        filled.Quotes.ShouldContain("Card: 4111 1111 1111 1111");
        (await site.SendAsync(filled)).ShouldBe(Sent(("phone", "+49 (301) 234-567"), ("card", "4111 1111 1111 1111"), ("sum", "1,234.50"), ("level", "65")), ignoreOrder: true);
    }

    [Fact]
    public async Task Mui_is_filled_with_a_field_that_comes_after_a_choice()
    {
        await using var site = await WidgetSite.StartAsync(browser, "mui", portal => portal with { Forms = One("Order", new Field { Key = "Damage" }) });
        var filled = await site.FillAsync(
            "Order",
            ("Damage", "broken"), ("Name", "Ada"), ("Note", "one\ntwo"), ("Reason", "Damaged"), ("Priority", "High"), ("Tags", new[] { "red", "green" }), ("City", "Bergen"), ("Due", "2026-11-30"), ("At", "08:30"),
            ("I agree", "true"), ("Urgent", "true"), ("Contact by", "Phone"), ("Share", "65"));
        filled.Warnings.ShouldContain("the page wrote the value of `Name` its own way");
        filled.Quotes.ShouldContain("Name: ADA");
        (await site.SendAsync(filled)).ShouldBe(
            Sent(("name", "ADA"), ("note", "one\r\ntwo"), ("reason", "damage"), ("damage", "broken"), ("priority", "high"), ("tags", "red,green"), ("city", "Bergen"), ("due", "11/30/2026"), ("at", "08:30"),
                ("terms", "on"), ("urgent", "on"), ("by", "phone"), ("share", "65")),
            ignoreOrder: true);
    }

    [Fact]
    public async Task Ant_design_is_filled_and_sends_json()
    {
        await using var site = await WidgetSite.StartAsync(browser, "antd", portal => portal with { Forms = One("Order", new Field { Key = "Place", Label = "Place" }, new RequestPattern("POST", "/save")) });
        var filled = await site.FillAsync(
            "Order",
            ("Name", "Ada"), ("Quantity", "3"), ("Size", "M"), ("Country", "Country 77"), ("Tags", new[] { "red", "green" }), ("City", "Bern"), ("Due", "2026-11-30"), ("At", "08:30"), ("Place", "Osaka"),
            ("Contact by", "Phone"), ("Urgent", "true"), ("I agree", "true"), ("Share", "65"));
        (await site.SendAsync(filled)).ShouldBe(
            Sent(("name", "Ada"), ("quantity", "3"), ("size", "2"), ("country", "C-78"), ("tags", "31,32"), ("city", "Bern"), ("due", "2026-11-30"), ("at", "08:30"), ("place", "21"),
                ("by", "Phone"), ("urgent", "True"), ("terms", "True"), ("share", "65")),
            ignoreOrder: true);
    }

    [Fact]
    public async Task React_select_goes_by_the_label_beside_it_also_once_something_is_chosen()
    {
        await using var site = await WidgetSite.StartAsync(browser, "react-select");
        await site.FillAsync("Order", ("Status", "Paid"));
        var filled = await site.FillAsync("Order", ("Status", "Late"), ("City", "City 57"), ("Tags", new[] { "Red", "Blue" }), ("Owner", "Bob"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Status:  > Late", "City:  > City 57", "Tags:  > Red, Blue", "Owner:  > Bob"]);
        (await site.SendAsync(filled)).ShouldBe(Sent(("status", "73"), ("city", "129"), ("tags", "71,73"), ("owner", "72")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("element-plus")]
    [InlineData("naive-ui")]
    [InlineData("vuetify")]
    public async Task Forms_in_dialogs_of_libraries_for_Vue_are_filled_and_sent_by_a_button_beside_them(string library)
    {
        await using var site = await WidgetSite.StartAsync(browser, library);
        var sent = await site.OrderAsync(
            [("Name", "Ada"), ("Status", "Paid"), ("Tags", new[] { "Red", "Blue" }), ("City", "Bergen"), ("Quantity", "3"), ("Contact by", "Phone"), ("Urgent", "true"), ("I agree", "true"),
                .. library == "vuetify" ? new (string, object)[] { ("Size", "M") } : [("Due", "2026-12-24")]]);
        sent.ShouldBe(
            Sent([("name", "Ada"), ("status", "72"), ("tags", "71,73"), ("city", "Bergen"), ("quantity", "3"), ("by", "phone"), ("urgent", "True"), ("terms", "True"), library == "vuetify" ? ("size", "72") : ("due", "2026-12-24")]),
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("radix", "status, by, urgent, terms")]
    [InlineData("headless", "status, tags, city, by, urgent, terms")]
    [InlineData("mantine", "status, tags, city, due, quantity, by, urgent, terms")]
    [InlineData("react-aria", "status, city, due, quantity, by, urgent, terms")]
    [InlineData("prime", "status, tags, due, quantity, by, urgent, terms")]
    [InlineData("chakra", "status, tags, city, quantity, by, urgent, terms")]
    public async Task Forms_of_libraries_for_React_are_filled_and_send_keys_that_no_element_shows(string library, string has)
    {
        (string Key, string Label, object Value, string Sent)[] fields =
        [
            ("status", "Status", "Paid", "72"), ("tags", "Tags", new[] { "Red", "Blue" }, "81,83"), ("city", "City", "Bergen", "102"), ("due", "Due", "2026-12-24", "2026-12-24"),
            ("quantity", "Quantity", "3", "3"), ("by", "Contact by", "Phone", "2"), ("urgent", "Urgent", "true", "True"), ("terms", "I agree", "true", "True"),
        ];
        fields = [.. fields.Where(field => has.Split(", ").Contains(field.Key))];
        await using var site = await WidgetSite.StartWithAsync(browser, $"<!doctype html><title>{library}</title><link rel=stylesheet href=/built/{library}.css><div id=root></div><script src=/built/{library}.js></script>");
        var sent = await site.OrderAsync([("Name", "Ada"), .. fields.Select(field => (field.Label, field.Value))]);
        if (sent.TryGetValue("due", out var due) && due.Contains('T', StringComparison.Ordinal)) sent["due"] = due[..10];
        sent.Where(pair => pair.Key != "tags" || pair.Value.Length > 0).ShouldBe(Sent([("name", "Ada"), .. fields.Select(field => (field.Key, field.Sent))]), ignoreOrder: true);
    }

    [Theory]
    [InlineData("quasar")]
    [InlineData("primevue")]
    public async Task Forms_of_libraries_for_Vue_that_draw_boxes_and_groups_themselves_are_filled_and_send_keys(string library)
    {
        await using var site = await WidgetSite.StartAsync(browser, library);
        var sent = await site.OrderAsync(
            ("Name", "Ada"), ("Status", "Paid"), ("Tags", new[] { "Red", "Blue" }), ("City", "Bergen"), ("Quantity", "3"), ("Contact by", "Phone"), ("Urgent", "true"), ("I agree", "true"));
        sent.Remove("due");
        sent.ShouldBe(Sent(("name", "Ada"), ("status", "72"), ("tags", "81,83"), ("city", "102"), ("quantity", "3"), ("by", "2"), ("urgent", "True"), ("terms", "True")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("shoelace", "on")]
    [InlineData("material", "yes")]
    public async Task Forms_whose_fields_stand_in_shadows_of_elements_of_their_own_are_filled_and_sent(string library, string ticked)
    {
        await using var site = await WidgetSite.StartAsync(browser, library);
        var several = library == "shoelace";
        var sent = await site.OrderAsync(
            [("Name", "Ada"), ("Status", "Paid"), ("Due", "2026-12-24"), ("Quantity", "3"), ("Contact by", "Phone"), ("Note", "first"), ("Urgent", "true"), ("I agree", "true"), .. several ? new (string, object)[] { ("Tags", new[] { "Red", "Blue" }) } : []]);
        sent.ShouldBe(
            Sent([("name", "Ada"), ("status", "72"), ("due", "2026-12-24"), ("quantity", "3"), ("by", "2"), ("note", "first"), ("urgent", ticked), ("terms", ticked), .. several ? new[] { ("tags", "81,83") } : []]),
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("select2", "City", "Paris", "Berlin")]
    [InlineData("choices", "Country", "Atlantis", "Austria")]
    [InlineData("jquery-ui", "City", "Be", "Bern")]
    [InlineData("mui", "City", "Berge", "Bergen op Zoom")]
    public async Task What_is_not_offered_is_refused_with_what_is(string page, string field, string value, string candidate)
    {
        await using var site = await WidgetSite.StartAsync(browser, page);
        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", (field, value)));
        fault.Rule.ShouldBe(Rules.Fields.Value);
        fault.Allowed.ShouldContain(candidate);
    }

    public void Dispose() => Directory.Delete(_uploads, recursive: true);

    internal static System.Collections.Frozen.FrozenDictionary<string, Form> One(string name, Field field, RequestPattern? request = null) =>
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            [
                new Form
                {
                    Name = name,
                    Root = new Locator { By = LocatorBy.Role, Role = "form", Value = "Order" },
                    Fields = [field],
                    Submit = request is null ? null : new SubmitControl(new Locator { By = LocatorBy.Role, Role = "button", Value = "Send" }, request),
                    Source = SourceMark.BuiltIn,
                },
            ],
            form => form.Name);

    private static Dictionary<string, string> Sent(params (string Name, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Name, pair => pair.Value);
}
