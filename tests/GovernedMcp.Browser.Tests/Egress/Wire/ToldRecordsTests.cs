using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>What scripts send of records that the portal told them: keys of what was chosen, and what nobody changed.</summary>
public sealed class ToldRecordsTests : IAsyncLifetime
{
    private const string Suppliers = """{"data":[{"id":17,"name":"Acme GmbH","city":"Berlin","limit":5000},{"id":18,"name":"Nordwind","city":"Kiel","limit":900},{"id":"a-9","attributes":{"title":"Südstern  AG"}}]}""";
    private const string Order = """{"id":5,"number":"NW-1","supplier":{"id":18,"name":"Nordwind","note":"theirs","role":"admin"},"note":"old","version":3,"createdAt":"2026-01-02T03:04:05Z","net":12.50,"lines":[{"sku":"A"}],"open":true}""";
    private Portal _portal = null!;

    public async Task InitializeAsync()
    {
        await using var site = await TestSite.StartAsync();
        _portal = site.Portal();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"supplier":17}""", null)]
    [InlineData("""{"supplierId":"17"}""", null)]
    [InlineData("""{"order":{"supplier_id":17}}""", null)]
    [InlineData("""{"supplier":{"connect":[{"id":17}]}}""", null)]
    [InlineData("""{"supplier":{"id":17,"name":"Acme GmbH","city":"Berlin","limit":5000}}""", null)]
    [InlineData("""{"vendor":17}""", null)]
    [InlineData("""{"supplier":18}""", "supplier")]
    [InlineData("""{"supplierId":5000}""", "supplierId")]
    [InlineData("""{"supplier":{"id":17,"name":"Acme GmbH","city":"Kiel"}}""", "city")]
    [InlineData("""{"vendor":18}""", "vendor")]
    [InlineData("""{"supplier":17,"vendor":17}""", "vendor")]
    [InlineData("""{"note":"x"}""", "note")]
    public async Task What_was_chosen_may_be_sent_as_the_portal_knows_it(string body, string? differs) => (await DiffersAsync("POST", "/orders", body, Supplier("Acme GmbH"))).ShouldBe(differs);

    [Theory]
    [InlineData("Nordwind (Kiel)", "18", true)]
    [InlineData("Nordwind (Berlin)", "18", false)]
    [InlineData("südstern ag", "a-9", true)]
    [InlineData("Nord", "18", false)]
    [InlineData("GmbH", "17", true)]
    [InlineData("", "17", false)]
    public async Task A_record_is_known_by_all_that_the_list_shows_of_it(string shown, string key, bool same) =>
        (await DiffersAsync("POST", "/orders", $$"""{"supplierId":"{{key}}"}""", Supplier(shown)) is null).ShouldBe(same);

    [Theory]
    [InlineData("PUT", "/orders/5", """{"id":5,"number":"NW-1","supplier":{"id":18,"name":"Nordwind"},"note":"new","version":3,"createdAt":"2026-01-02T03:04:05.000Z","net":12.5,"lines":[{"sku":"A"}],"open":true}""", null)]
    [InlineData("PUT", "/orders/5", """{"order":{"note":"new","version":3}}""", null)]
    [InlineData("PUT", "/orders/5/", """{"note":"new","version":3}""", null)]
    [InlineData("PUT", "/orders/5", """{"note":"new","version":4}""", "version")]
    [InlineData("PUT", "/orders/5", """{"note":"new","lines":[{"sku":"B"}]}""", "sku")]
    [InlineData("PUT", "/orders/5", """{"note":"new","lines":[{"sku":"A"},{"sku":"A"}]}""", "sku")]
    [InlineData("PUT", "/orders/5", """{"note":"new","supplier":{"id":17,"name":"Nordwind"}}""", "id")]
    [InlineData("PUT", "/orders/5", """{"note":"old","version":3}""", "note")]
    [InlineData("PUT", "/orders/5", """{"note":"new","supplier":{"id":18,"note":"theirs"}}""", null)]
    [InlineData("PUT", "/orders/5", """{"note":"old","copy":{"note":"new"}}""", "note")]
    [InlineData("PUT", "/orders/5", """{"note":"new","role":"admin"}""", "role")]
    [InlineData("PUT", "/orders/6", """{"note":"new","version":3}""", "version")]
    [InlineData("PUT", "/orders/5", """{"note":"new","assignee":{"id":5}}""", "id")]
    [InlineData("PUT", "/orders/5", """{"note":"new","copy":{"version":3}}""", "version")]
    [InlineData("PUT", "/orders/6", """{"note":"new","id":6}""", null)]
    [InlineData("PUT", "/orders/6", """{"data":{"id":"6","type":"orders","attributes":{"note":"new"}}}""", null)]
    [InlineData("PUT", "/orders/6", """{"note":"new","assignee":{"id":6}}""", "id")]
    [InlineData("PUT", "/orders/6", """{"note":"new","value":6}""", "value")]
    [InlineData("PUT", "/orders/6", """{"note":"new","type":"orders"}""", "type")]
    [InlineData("PUT", "/orders/6", """{"note":"new","role":"orders"}""", "role")]
    public async Task What_nobody_changed_goes_back_as_it_came(string method, string path, string body, string? differs) =>
        (await DiffersAsync(method, path, body, new PlannedField(["note"], ["new"]) { Changed = true })).ShouldBe(differs);

    [Theory]
    [InlineData("POST", """{"id":0,"note":"new"}""", null)]
    [InlineData("POST", """{"id":"00000000-0000-0000-0000-000000000000","note":"new"}""", null)]
    [InlineData("POST", """{"id":7,"note":"new"}""", "id")]
    [InlineData("POST", """{"level":0,"note":"new"}""", "level")]
    [InlineData("PUT", """{"id":0,"note":"new"}""", "id")]
    public async Task A_new_record_may_say_that_it_has_no_key_yet(string method, string body, string? differs) =>
        (await DiffersAsync(method, "/notes", body, new PlannedField(["note"], ["new"]) { Changed = true })).ShouldBe(differs);

    [Theory]
    [InlineData("/orders/5/edit", """{"note":"new","version":3,"number":"NW-1"}""", null)]
    [InlineData("/orders/5/edit", """{"note":"new","version":4}""", "version")]
    [InlineData("/orders/5/edit", """{"note":"new","limit":900}""", "limit")]
    [InlineData("/orders/5/edit", """{"note":"new","role":"admin"}""", "role")]
    [InlineData("/orders/6/edit", """{"note":"new","version":3}""", "version")]
    public async Task So_it_does_where_what_it_holds_is_told_in_a_part_of_it(string path, string body, string? differs)
    {
        const string Parted = """{"record":{"params":{"id":5,"number":"NW-1","note":"old","version":3},"supplier":{"id":18,"limit":900},"populated":{"owner":{"id":5,"role":"admin"}}}}""";
        (await DiffersAsync("POST", path, body, new PlannedField(["note"], ["new"]) { Changed = true }, Told(path, Parted))).ShouldBe(differs);
    }

    [Theory]
    [InlineData("""{"supplier":{"id":17,"name":"Acme GmbH"},"version":3}""", null)]
    [InlineData("""{"supplier":{"id":18,"name":"Acme GmbH"}}""", "id")]
    [InlineData("""{"supplierName":"Acme GmbH","supplier":{"id":18}}""", "id")]
    [InlineData("""{"supplierId":17,"supplier":{"id":18,"name":"Nordwind"}}""", "id")]
    public async Task The_key_of_what_was_chosen_before_does_not_go_back(string body, string? differs) =>
        (await DiffersAsync("PUT", "/orders/5", body, Supplier("Acme GmbH"))).ShouldBe(differs);

    [Theory]
    [InlineData("—")]
    [InlineData("***")]
    public void What_has_no_words_is_no_name(string shown) => Told("/suppliers", Suppliers).Names([shown], new WireField("supplier", "17")).ShouldBeFalse();

    [Fact]
    public async Task What_stands_inside_a_record_of_a_list_is_none_of_its_records() =>
        (await DiffersAsync("PUT", "/orders/18", """{"note":"new","name":"Nordwind"}""", new PlannedField(["note"], ["new"]) { Changed = true }, Told("/orders", $"[{Order}]"))).ShouldBe("name");

    [Theory]
    [InlineData("""{"id":5,"note":"new","version":3,"supplier":{"id":18}}""", null)]
    [InlineData("""{"note":"new","version":4}""", "version")]
    [InlineData("""{"note":"old","version":3}""", "note")]
    public async Task So_it_does_where_the_Skill_says_what_is_sent(string body, string? differs)
    {
        var planned = Planned(new PlannedField(["note"], ["new"]) { Changed = true }, Tell(new ToldRecords(), "/orders/5", Encoding.UTF8.GetBytes(Order), "")) with { Scripted = false, Pattern = new RequestPattern("PUT", "/orders/*") };
        planned.Differs(Request("PUT", "/orders/5") with { HasBody = true }, await ReadAsync(body), "").ShouldBe(differs);
    }

    [Theory]
    [InlineData("""{"note":"","version":3}""", null)]
    [InlineData("""{"note":"old","version":3}""", "note")]
    public async Task What_was_emptied_does_not_go_back_either(string body, string? differs) =>
        (await DiffersAsync("PUT", "/orders/5", body, new PlannedField(["note"], [""]) { Changed = true })).ShouldBe(differs);

    [Fact]
    public async Task A_record_may_have_been_told_in_the_list_of_its_like()
    {
        var told = Told("/orders", """[{"id":6,"version":9},{"id":7,"version":1}]""");
        (await DiffersAsync("PUT", "/orders/6", """{"note":"new","version":9}""", new PlannedField(["note"], ["new"]) { Changed = true }, told)).ShouldBeNull();
        (await DiffersAsync("PUT", "/orders/7", """{"note":"new","version":9}""", new PlannedField(["note"], ["new"]) { Changed = true }, told)).ShouldBe("version");
        (await DiffersAsync("PUT", "/users/6", """{"note":"new","version":9}""", new PlannedField(["note"], ["new"]) { Changed = true }, told)).ShouldBe("version");
    }

    [Fact]
    public async Task The_key_of_a_choice_alone_makes_a_request_the_one_of_the_plan()
    {
        var planned = Planned(Supplier("Acme GmbH"), Told("/suppliers", Suppliers));
        planned.Carries(await ReadAsync("""{"supplierId":17}""")).ShouldBeTrue();
        planned.Carries(await ReadAsync("""{"supplierId":18}""")).ShouldBeFalse();
        planned.Carries(await ReadAsync("""{"page":17}""")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Packed_answers_are_understood(string encoding)
    {
        using var packed = new MemoryStream();
        await using (Stream pack = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Fastest), "deflate" => new ZLibStream(packed, CompressionLevel.Fastest), _ => new BrotliStream(packed, CompressionLevel.Fastest) })
        {
            await pack.WriteAsync(Encoding.UTF8.GetBytes(Suppliers));
        }

        Told("/suppliers", packed.ToArray(), encoding).Names(["Acme GmbH"], new WireField("supplier", "17")).ShouldBeTrue();
    }

    [Fact]
    public void What_is_no_record_tells_nothing()
    {
        Told("/suppliers", "[1, 2").Names(["1"], new WireField("a", "1")).ShouldBeFalse();
        Told("/suppliers", Encoding.UTF8.GetBytes(Suppliers), "zstd").Names(["Acme GmbH"], new WireField("a", "17")).ShouldBeFalse();
        Told("/suppliers", $$"""{"id":17,"name":"Acme GmbH","rest":"{{new string('x', ToldRecords.MostHeard)}}"}""").Names(["Acme GmbH"], new WireField("a", "17")).ShouldBeFalse();
        using var page = Answer(Encoding.UTF8.GetBytes(Suppliers), "", "text/html");
        ToldRecords.Listen(Request("GET", "/suppliers"), page).ShouldBeNull();
        using var document = Answer(Encoding.UTF8.GetBytes(Suppliers), "");
        ToldRecords.Listen(Request("GET", "/suppliers") with { For = "document" }, document).ShouldBeNull();
    }

    [Fact]
    public void The_oldest_answers_are_forgotten_first()
    {
        var told = new ToldRecords();
        for (var at = 0; at < 20; at++) Tell(told, "/suppliers", Encoding.UTF8.GetBytes($$"""{"id":{{at}},"name":"Number {{at}}","rest":"{{new string('x', 1_000_000)}}"}"""), "");
        told.Names(["Number 0"], new WireField("a", "0")).ShouldBeFalse();
        told.Names(["Number 19"], new WireField("a", "19")).ShouldBeTrue();
    }

    private async Task<string?> DiffersAsync(string method, string path, string body, PlannedField field, ToldRecords? told = null)
    {
        told ??= Tell(Told("/suppliers", Suppliers), "/orders/5", Encoding.UTF8.GetBytes(Order), "");
        var differs = Planned(field, told).Differs(Request(method, path) with { HasBody = true }, await ReadAsync(body), "");
        return differs?.Split('.')[^1];
    }

    private static PlannedField Supplier(string shown) => new(["Supplier"], [shown]) { Listed = [shown], Changed = true };

    private static async Task<IReadOnlyList<WireField>> ReadAsync(string body) => (await WireBody.ReadAsync("application/json", Encoding.UTF8.GetBytes(body))).ShouldNotBeNull();

    private static EgressRequest Request(string method, string path) => new(method, "http", "127.0.0.1", 80, path);

    private static ToldRecords Told(string path, string json) => Told(path, Encoding.UTF8.GetBytes(json), "");

    private static ToldRecords Told(string path, byte[] body, string encoding) => Tell(new ToldRecords(), path, body, encoding);

    private static ToldRecords Tell(ToldRecords told, string path, byte[] body, string encoding)
    {
        using var response = Answer(body, encoding);
        var answer = ToldRecords.Listen(Request("GET", path), response);
        answer?.Hear(body);
        told.Keep(answer);
        return told;
    }

    // Without a length, as what is packed on its way comes.
    private static HttpResponseMessage Answer(byte[] body, string encoding, string type = "application/json")
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type), ContentLength = null } };
        if (encoding.Length > 0) content.Headers.ContentEncoding.Add(encoding);
        return new HttpResponseMessage { Content = content };
    }

    private PlannedRequest Planned(PlannedField field, ToldRecords told) => new()
    {
        Portal = _portal, Method = "POST", Action = "", Query = "", Pairs = null, Scripted = true, Fields = [field], Volatile = [], Told = told,
    };
}
