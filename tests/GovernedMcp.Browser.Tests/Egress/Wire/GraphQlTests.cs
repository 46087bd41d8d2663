using System.Text;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>A query of GraphQL is let out like a GET; nothing else that is posted is, however like one it looks. A mutation goes as the request of a form.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class GraphQlTests(BrowserFixture browser)
{
    private const string Json = "application/json";

    [Theory]
    [InlineData("""{"query":"{ orders { no } }"}""")]
    [InlineData("""{"query":"query Orders($most: Int!) { orders(most: $most) { ...line } } fragment line on Order { no }","operationName":"Orders","variables":{"most":5}}""")]
    [InlineData("""{"operationName":null,"variables":null,"extensions":{"a":1},"query":"# mutation\nquery { a(text: \"mutation { b }\") }"}""")]
    [InlineData("""[{"query":"{ a }"},{"query":"query { b }"}]""")]
    public void A_query_reads(string body) => Is(body).ShouldBeTrue();

    [Theory]
    [InlineData("""{"query":"mutation { deleteOrder(no: 1) { no } }"}""")]
    [InlineData("""{"query":"query A { a } mutation B { b }","operationName":"A"}""")]
    [InlineData("""{"query":"subscription { a }"}""")]
    [InlineData("""{"query":"fragment line on Order { no }"}""")]
    [InlineData("""{"query":"type A { b: Int }"}""")]
    [InlineData("""{"query":"{ a "}""")]
    [InlineData("""{"query":""}""")]
    [InlineData("""{"query":"DELETE FROM orders"}""")]
    [InlineData("""{"query":{"match_all":{}}}""")]
    [InlineData("""{"query":"{ a }","delete":true}""")]
    [InlineData("""{"query":"{ a }","variables":"b"}""")]
    [InlineData("""{"query":"{ a }","query":"mutation { b }"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"sha256Hash":"ab"}}}""")]
    [InlineData("""[{"query":"{ a }"},{"query":"mutation { b }"}]""")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("query { a }")]
    public void Nothing_else_does(string body) => Is(body).ShouldBeFalse();

    [Theory]
    [InlineData("text/plain", "/graphql")]
    [InlineData("application/graphql", "/graphql")]
    [InlineData("application/json; charset=utf-16", "/graphql")]
    [InlineData("application/x-www-form-urlencoded", "/graphql")]
    [InlineData(null, "/graphql")]
    [InlineData(Json, "/graphql?query=mutation%20%7Bb%7D")]
    [InlineData(Json, "/graphql?a=1&Query=mutation%20%7Bb%7D")]
    [InlineData(Json, "/graphql?%71uery=mutation%20%7Bb%7D")]
    public void Nor_what_says_that_it_is_something_else(string? type, string target) => GraphQl.Reads(target, type, """{"query":"{ a }"}"""u8.ToArray()).ShouldBeFalse();

    [Fact]
    public void Nor_one_that_nests_without_end() => Is($$"""{"query":"{{string.Concat(Enumerable.Repeat("{ a ", 10_000))}}{{new string('}', 10_000)}}"}""").ShouldBeFalse();

    [Fact]
    public async Task An_application_that_asks_by_queries_is_read_and_changes_nothing()
    {
        await using var site = await TestSite.StartAsync(("/", """
            <title>Desk</title><h1>Orders</h1><table aria-label=Orders><thead><tr><th>No.<th>City</thead><tbody></tbody></table>
            <script>
              const ask = query => fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
              ask('mutation { seen }').catch(() => {}).then(() => ask('{ orders { no city } }')).then(answer => answer.json())
                .then(({ data }) => { document.querySelector('tbody').innerHTML = data.map(({ no, city }) => `<tr><td>${no}<td>${city}`).join(''); });
            </script>
            """));
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        site.Answer("/graphql", async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            asked.Enqueue(await reader.ReadToEndAsync());
            await http.Response.WriteAsJsonAsync(new { data = new[] { new { no = "O-1", city = "Graz" }, new { no = "O-2", city = "Linz" } } });
        });
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        await session.Page.Locator("tbody tr").First.WaitForAsync();
        var read = await new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf).RunAsync(Policed.Permit("portal_extract", portal, session.Facts, null, [("table", "Orders")]), Policed.Run(), CancellationToken.None);
        ((int)read.Data["row_count"]!).ShouldBe(2);
        asked.ShouldBe(["""{"query":"{ orders { no city } }"}"""]);
    }

    [Theory]
    [InlineData("mutation Add($input: OrderInput!) { addOrder(input: $input) { id lines(first: 5) { sku } } }", true)]
    [InlineData("mutation($a: ID!, $b: [String!]) { addOrder(order: { of: $a, tags: [$b] }) { ...line } } fragment line on Order { id }", true)]
    [InlineData("mutation { touch }", true)]
    [InlineData("mutation($a: ID!) { addOrder(of: $a, role: \"admin\") { id } }", false)]
    [InlineData("mutation($a: ID!) { addOrder(order: { of: $a, paid: true }) { id } }", false)]
    [InlineData("mutation($a: ID!, $b: Int = 7) { addOrder(of: $a, limit: $b) { id } }", false)]
    [InlineData("mutation($a: ID!) { addOrder(of: $a) { id } dropOrder(of: $a) { id } }", false)]
    [InlineData("mutation($a: ID!) { ...both } fragment both on Mutation { addOrder(of: $a) { id } }", false)]
    [InlineData("mutation A($a: ID!) { addOrder(of: $a) { id } } mutation B { drop }", false)]
    [InlineData("query($a: ID!) { order(of: $a) { id } }", false)]
    [InlineData("a mutation", false)]
    public void A_mutation_may_say_what_is_done_and_no_value(string document, bool may) => GraphQl.WritesVariables(document).ShouldBe(may);

    [Fact]
    public async Task A_form_that_is_sent_as_a_mutation_is_compared_by_its_variables()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><h1>Order</h1><section><label>Note <input></label><button>Save</button></section></main>
            <script>
              document.querySelector('button').onclick = () => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({
                operationName: 'Add', query: 'mutation Add($input: OrderInput!) { addOrder(input: $input) { id } }', variables: { input: { note: document.querySelector('input').value } } }) })
                .then(() => { document.querySelector('main').innerHTML = '<h1>Thank you</h1>'; });
            </script>
            """);
        (await site.OrderAsync(("Note", "new")))["variables"].ShouldBe("""{"input":{"note":"new"}}""");
    }

    private static bool Is(string body) => GraphQl.Reads("/graphql", Json, Encoding.UTF8.GetBytes(body));
}
