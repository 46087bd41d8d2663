using System.Globalization;

namespace GovernedMcp.DemoPortal.Tests.Invoices;

public sealed class InvoiceListTests : PortalTest
{
    [Theory]
    [InlineData(25, 20)]
    [InlineData(50, 10)]
    [InlineData(100, 5)]
    public async Task The_pages_together_show_five_hundred_different_invoices(int size, int pages)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        var numbers = new HashSet<string>();

        for (var page = 1; page <= pages; page++)
        {
            var answer = await visitor.GetAsync($"/billing/invoices?size={size}&page={page}&sort=supplier");
            answer.Rows().Count.ShouldBe(size);
            answer.Plain.ShouldContain($"{((page - 1) * size) + 1}–{page * size} of 500");
            numbers.UnionWith(answer.Rows().Select(row => row[0]));
        }

        numbers.Count.ShouldBe(500);
    }

    [Fact]
    public async Task Next_is_disabled_on_the_last_page_and_Previous_on_the_first()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var first = await visitor.GetAsync("/billing/invoices");
        var last = await visitor.GetAsync("/billing/invoices?page=10");

        first.Text.ShouldContain("""<a role="link" aria-disabled="true">Previous</a>""");
        first.Text.ShouldContain("page=2\">Next</a>");
        last.Text.ShouldContain("""<a role="link" aria-disabled="true">Next</a>""");
        last.Text.ShouldContain("page=9\">Previous</a>");
    }

    [Fact]
    public async Task The_table_has_its_name_and_its_columns()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/billing/invoices");

        answer.Text.ShouldContain("<table aria-label=\"Invoices\">");
        answer.Plain.ShouldMatch(@"Invoice no\.\s+Supplier\s+Issued\s+Due date\s+Amount\s+Currency\s+Status\s+IBAN");
        answer.Rows()[0].Count.ShouldBe(8);
        answer.Rows()[0][2].ShouldMatch(@"^\d\d/\d\d/2026$");
        answer.Rows()[0][4].ShouldMatch(@"^(\d{1,3},)?\d{1,3}\.\d\d$");
    }

    [Theory]
    [InlineData("Open")]
    [InlineData("Paid")]
    [InlineData("Overdue")]
    [InlineData("Disputed")]
    public async Task A_status_filter_shows_only_that_status_and_counts_it(string status)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync($"/billing/invoices?status={status}&size=100");

        answer.Rows().ShouldNotBeEmpty();
        answer.Rows().ShouldAllBe(row => row[6] == status);
        answer.Plain.ShouldNotContain("of 500");
        answer.Text.ShouldContain($"""<option value="{status}" selected>""");
    }

    [Theory]
    [InlineData("söhne", "Hansen & Söhne GmbH")]
    [InlineData("sohne", "Hansen & Söhne GmbH")]
    [InlineData("O'Malley", "O'Malley Haulage Ltd")]
    [InlineData("=mc", "=mc² Laboratories Ltd")]
    [InlineData("<managed>", "Clearwater IT <Managed> Ltd")]
    public async Task A_search_finds_suppliers_by_part_of_their_name(string search, string supplier)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync($"/billing/invoices?size=100&q={Uri.EscapeDataString(search)}");

        answer.Rows().ShouldNotBeEmpty();
        answer.Rows().ShouldAllBe(row => row[1] == supplier);
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_shows_no_row()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/billing/invoices?q=nobody-of-that-name");

        answer.Rows().ShouldBeEmpty();
        answer.Plain.ShouldContain("No invoices match your filter.");
        answer.Plain.ShouldContain("0–0 of 0");
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Amounts_are_sorted_by_value(string direction)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync($"/billing/invoices?size=100&sort=amount&dir={direction}");

        var amounts = answer.Rows().Select(row => decimal.Parse(row[4], NumberStyles.Number, CultureInfo.InvariantCulture)).ToList();
        amounts.ShouldBe(direction == "asc" ? amounts.Order() : amounts.OrderDescending());
        answer.Text.ShouldContain(direction == "asc" ? "aria-sort=\"ascending\"" : "aria-sort=\"descending\"");
    }

    [Fact]
    public async Task Page_links_keep_filter_and_order()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/billing/invoices?status=Paid&q=e&sort=amount&dir=desc&size=25");

        answer.Text.ShouldContain("href=\"/billing/invoices?status=Paid&amp;q=e&amp;sort=amount&amp;dir=desc&amp;size=25&amp;page=2\">Next</a>");
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-3")]
    [InlineData("page=x&size=7&status=No&sort=99&dir=up")]
    [InlineData("page=999999999999999")]
    public async Task An_address_that_makes_no_sense_still_shows_a_page(string query)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        (await visitor.GetAsync($"/billing/invoices?{query}")).Rows().Count.ShouldBe(50);
    }

    [Fact]
    public async Task Every_instance_has_the_same_invoices()
    {
        await using var another = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 });
        using var here = await Visitor.SignedInAsync(Portal);
        using var there = await Visitor.SignedInAsync(another);

        var rows = (await here.GetAsync("/billing/invoices")).Rows();

        rows.SelectMany(row => row).ShouldBe((await there.GetAsync("/billing/invoices")).Rows().SelectMany(row => row));
    }
}
