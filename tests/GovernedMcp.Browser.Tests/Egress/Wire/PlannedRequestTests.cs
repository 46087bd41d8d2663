using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>What counts as the request of a plan, and what does not.</summary>
public sealed class PlannedRequestTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private Portal _portal = null!;

    public async Task InitializeAsync()
    {
        await using var site = await TestSite.StartAsync();
        _portal = site.Portal();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=1&csrf=one", null)]
    [InlineData("amount=12.50&invoice=NW-1&note=a%0Ab&draft=1&csrf=another", null)]
    [InlineData("invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=1", null)]
    [InlineData("invoice=NW-1&amount=99.00&note=a%0D%0Ab&draft=1&csrf=one", "amount")]
    [InlineData("invoice=NW-1&amount=12.50&amount=99&note=a%0D%0Ab&draft=1&csrf=one", "amount")]
    [InlineData("invoice=NW-1&amount=12.50&amount=12.50&note=a%0D%0Ab&draft=1&csrf=one", "amount")]
    [InlineData("invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=0&csrf=one", "draft")]
    [InlineData("invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=1&role=admin&csrf=one", "role")]
    [InlineData("invoice=NW-1&amount=12.50&draft=1&csrf=one", "note")]
    [InlineData("invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=1&csrf=one&csrf=two", "csrf")]
    [InlineData("invoice=NW-1&%61mount=12.50&note=a%0D%0Ab&draft=1&csrf=one", null)]
    [InlineData("", "invoice")]
    public async Task A_form_sends_exactly_what_was_planned(string body, string? differs) => (await DiffersAsync(Form, body, navigates: true)).ShouldBe(differs);

    [Theory]
    [InlineData("""{"invoice":"NW-1","amount":12.5,"note":"a\nb","urgent":false}""", null)]
    [InlineData("""{"dispute":{"invoice":"NW-1","Amount":"12.50","note":"a\nb"},"csrf":"x"}""", null)]
    [InlineData("""{"invoice":"NW-1","amount":99,"note":"a\nb"}""", "amount")]
    [InlineData("""{"invoice":"NW-1","amount":12.5,"amount":99,"note":"a\nb"}""", "amount")]
    [InlineData("""{"invoice":"NW-1","amount":12.5,"amount":12.5,"note":"a\nb"}""", "amount")]
    [InlineData("""{"invoice":"NW-1","amount":12.5,"note":"a\nb","role":"admin"}""", "role")]
    [InlineData("""{"invoice":"NW-1","amount":12.5}""", "note")]
    [InlineData("""{"invoice":"NW-1","note":"12.50","amount":12.5}""", "note")]
    public async Task A_script_sends_the_same_values_under_the_names_of_their_fields(string body, string? differs) => (await DiffersAsync(Json, body, navigates: false)).ShouldBe(differs);

    [Theory]
    [InlineData("step=3", null)]
    [InlineData("step=4", "step")]
    [InlineData("step=3&role=admin", "step")]
    public async Task What_stands_in_the_address_of_the_form_itself_is_planned_also_where_a_script_sends_it(string query, string? differs) =>
        (Planned() with { Query = "step=3" }).Differs(Request(false), await ReadAsync(Form, "invoice=NW-1&amount=12.50&note=a%0D%0Ab&csrf=new"), query).ShouldBe(differs);

    [Theory]
    [InlineData("2026-12-24", true)]
    [InlineData("2026-12-24T00:00:00.000Z", true)]
    [InlineData("2026-12-23T23:00:00.000Z", true)]
    [InlineData("2026-12-24T00:00:00+01:00", true)]
    [InlineData("2026-12-23T00:00:00.000Z", false)]
    [InlineData("2026-12-24T09:00:00.000Z", false)]
    [InlineData("2027-12-24", false)]
    public void A_day_may_be_sent_as_the_moment_at_which_it_begins(string sent, bool same) =>
        new PlannedField(["due"], ["24.12.2026"]) { Days = [new(2026, 12, 24)], Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }.Holds(sent).ShouldBe(same);

    [Theory]
    [InlineData("on", "true", "1", true)]
    [InlineData("on", "true", "No", false)]
    [InlineData("on", "false", "0", true)]
    [InlineData("on", "false", "yes", false)]
    [InlineData("1", "false", "0", true)]
    [InlineData("1", "true", "0", false)]
    [InlineData("0", "false", "1", true)]
    [InlineData("0", "true", "1", false)]
    [InlineData("news", "true", "1", false)]
    [InlineData(null, "true", "1", false)]
    public void Of_a_box_a_script_sends_whether_it_is_ticked_in_words_or_numbers(string? ticked, string holds, string sent, bool same) =>
        new PlannedField(["rush"], [holds]) { Ticked = ticked }.Says(sent).ShouldBe(same);

    [Theory]
    [InlineData("""{"note":"x","tags":["Gift wrap","rush"]}""", null)]
    [InlineData("""{"note":"x","tags":["gift-wrap","rush"]}""", null)]
    [InlineData("""{"note":"x","tags":["rush"]}""", "Gift wrap")]
    [InlineData("""{"note":"x","tags":["Gift wrap","rush","fragile"]}""", "tags[2]")]
    [InlineData("""{"note":"x","tags":["Gift wrap","rush","Cold"]}""", "tags[2]")]
    [InlineData("""{"note":"x","tags":["Gift wrap","rush","other"]}""", "tags[2]")]
    [InlineData("""{"note":"x","tags":"Gift wrap"}""", "tags")]
    public async Task A_script_makes_a_list_of_the_boxes_that_are_ticked(string body, string? differs)
    {
        PlannedField Box(string name, string holds, string sends, bool changed) => new([name], [holds]) { Ticked = sends, Changed = changed };
        var planned = Planned() with
        {
            Scripted = true,
            Pairs = [],
            Fields = [new(["note"], ["x"]) { Changed = true }, Box("Gift wrap", "true", "on", true), Box("Sent at once", "true", "rush", false), Box("Fragile", "false", "on", true), Box("Cold", "false", "on", false)],
        };
        planned.Differs(Request(navigates: false), await ReadAsync(Json, body), "").ShouldBe(differs);
    }

    [Theory]
    [InlineData("Research", 1, """{"kind":12}""", null)]
    [InlineData("Research", 1, """{"kindId":"0b0f6a2e-4e0c-4a57-9b55-2f0d0a1f6c11"}""", null)]
    [InlineData("Research", 1, """{"kind":12,"kindId":12}""", null)]
    [InlineData("Research", 1, """{"kind":12,"kindId":13}""", "kind")]
    [InlineData("Research", 1, """{"kind":[12,13]}""", "kind[0]")]
    [InlineData("Research", 2, """{"kind":[12,13]}""", null)]
    [InlineData("Research", 1, """{"other":12}""", "other")]
    [InlineData("Research", 1, """{"kind":"Sales"}""", "kind")]
    [InlineData("Research", 0, """{"kind":12}""", "kind")]
    [InlineData("2026", 1, """{"kind":2025}""", "kind")]
    [InlineData("30 days", 1, """{"kind":60}""", "kind")]
    public async Task Of_a_choice_whose_key_nothing_tells_what_looks_like_one_may_be_sent(string shown, int unkeyed, string body, string? differs)
    {
        var planned = Planned() with { Scripted = true, Pairs = [], Fields = [new(["kind"], [shown]) { Chosen = true, Changed = true, Listed = [shown], Unkeyed = unkeyed }] };
        planned.Differs(Request(navigates: false), await ReadAsync(Json, body), "").ShouldBe(differs);
    }

    [Theory]
    [InlineData("2026-12-24T09:30:00.000Z", true)]
    [InlineData("2026-12-24T08:30:00.000Z", true)]
    [InlineData("2026-12-24T09:30:00+01:00", true)]
    [InlineData("2026-12-24T09:30:27+01:00", true)]
    [InlineData("2026-12-24T09:30", true)]
    [InlineData("2026-12-24T09:31:00+01:00", false)]
    [InlineData("2026-12-24T09:29:59+01:00", false)]
    [InlineData("2026-12-24T10:30:00.000Z", false)]
    [InlineData("2026-12-24", false)]
    public void What_shows_a_time_of_day_may_be_sent_as_that_moment(string sent, bool same) =>
        new PlannedField(["received"], ["2026/12/24 09:30"]) { Moments = [new(2026, 12, 24, 9, 30, 0, DateTimeKind.Unspecified)], Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }.Holds(sent).ShouldBe(same);

    [Theory]
    [InlineData("", "null", true)]
    [InlineData("", "undefined", true)]
    [InlineData("", "__FORM_VALUE_NULL__", true)]
    [InlineData("", "annulled", false)]
    [InlineData("", "NULLIFY", false)]
    [InlineData("x", "null", false)]
    public void A_field_that_is_empty_may_be_sent_as_a_word_for_nothing(string value, string sent, bool same) => new PlannedField(["note"], [value]).Holds(sent).ShouldBe(same);

    [Fact]
    public async Task The_parts_of_a_body_with_files_are_compared_by_name_and_size()
    {
        var planned = Planned() with { Pairs = [new("note", "x", null), new("proof", "a.pdf", 3)] };
        const string good = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"proof\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\nabc\r\n--b--\r\n";
        planned.Differs(Request(true), await ReadAsync("multipart/form-data; boundary=b", good), "").ShouldBeNull();
        planned.Differs(Request(true), await ReadAsync("multipart/form-data; boundary=b", good.Replace("abc", "abcd", StringComparison.Ordinal)), "").ShouldBe("proof");
        planned.Differs(Request(true), await ReadAsync("multipart/form-data; boundary=b", good.Replace("a.pdf", "b.pdf", StringComparison.Ordinal)), "").ShouldBe("proof");
    }

    [Fact]
    public async Task A_form_that_is_not_made_for_files_sends_an_empty_text_where_none_was_chosen()
    {
        var planned = Planned() with { Pairs = [new("note", "x", null), new("files", "", 0)] };
        planned.Differs(Request(true), await ReadAsync(Form, "note=x&files="), "").ShouldBeNull();
        planned.Differs(Request(true), await ReadAsync(Form, "note=x&files=a.pdf"), "").ShouldBe("files");
        (planned with { Pairs = [new("note", "x", null), new("files", "a.pdf", 3)] }).Differs(Request(true), await ReadAsync(Form, "note=x&files=a.pdf"), "").ShouldBe("files");
    }

    [Theory]
    [InlineData("text/plain", "a=1")]
    [InlineData("text/plain", "{\"a\":1")]
    [InlineData("application/octet-stream", "a=1")]
    [InlineData(Json, "{\"a\":")]
    [InlineData("", "a=1")]
    public async Task A_body_that_cannot_be_read_is_none_that_was_planned(string type, string body) => (await WireBody.ReadAsync(type, Encoding.UTF8.GetBytes(body))).ShouldBeNull();

    [Theory]
    [InlineData("""{"invoice":"NW-1","amount":12.5,"note":"a\nb"}""", null)]
    [InlineData("""{"invoice":"NW-1","amount":99,"note":"a\nb"}""", "amount")]
    public async Task A_script_that_says_nothing_of_its_json_is_read_all_the_same(string body, string? differs) => (await DiffersAsync("text/plain;charset=UTF-8", body, navigates: false)).ShouldBe(differs);

    [Fact]
    public void A_post_whose_address_says_more_than_the_form_differs() =>
        Planned().Differs(Request(true), WireBody.Pairs("invoice=NW-1&amount=12.50&note=a%0Ab&draft=1"), "amount=99").ShouldBe("(address)");

    [Fact]
    public async Task Nothing_leaves_while_the_sending_is_not_on_record_and_then_once()
    {
        var record = new TaskCompletionSource();
        var held = new HeldSubmit(Planned(), () => record.Task);
        var fields = WireBody.Pairs("invoice=NW-1&amount=12.50&note=a%0Ab&draft=1");
        var first = held.TryReleaseAsync(Request(true), fields, "", CancellationToken.None);
        first.IsCompleted.ShouldBeFalse();
        held.TryClose().ShouldBeFalse("it is about to leave");
        (await held.TryReleaseAsync(Request(true), fields, "", CancellationToken.None)).ShouldNotBeNull();
        record.SetResult();
        (await first).ShouldBeNull();
        (await held.TryReleaseAsync(Request(true), fields, "", CancellationToken.None)).ShouldNotBeNull();
        held.IsReleased.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_closed_is_never_let_out()
    {
        var held = new HeldSubmit(Planned(), () => throw new InvalidOperationException("it must not get this far"));
        held.TryClose().ShouldBeTrue();
        (await held.TryReleaseAsync(Request(true), WireBody.Pairs("invoice=NW-1&amount=12.50&note=a%0Ab&draft=1"), "", CancellationToken.None)).ShouldNotBeNull();
        held.IsReleased.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"query":"{ a }","variables":{"page":2}}""", true)]
    [InlineData("""{"query":"{ a }","variables":{"amount":12.5}}""", false)]
    [InlineData("""{"query":"{ a }","variables":{"other":"NW-1"}}""", false)]
    [InlineData("""{"query":"mutation { a }","variables":{"page":2}}""", false)]
    public async Task A_query_reads_beside_it_as_long_as_it_carries_nothing_of_it(string body, bool reads)
    {
        var judge = new EgressJudge { Rule = new WireRule.Submitting(new HeldSubmit(Planned(), () => Task.CompletedTask)) };
        (await judge.ReadsAsync(Request(navigates: false), "/save", Json, Encoding.UTF8.GetBytes(body))).ShouldBe(reads);
        (await judge.ReadsAsync(Request(navigates: true), "/save", Json, Encoding.UTF8.GetBytes(body))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("route=/orders/check", "route")]
    [InlineData("route=/orders/save", null)]
    [InlineData("route=/orders/save&ajax=true", null)]
    [InlineData("route=/orders/save&route=/orders/check", null)]
    [InlineData("route=7", null)]
    [InlineData("", null)]
    public async Task Where_one_path_does_everything_another_word_in_its_query_is_another_address_and_no_addition(string query, string? part)
    {
        var planned = Planned() with { Query = "route=/orders/save" };
        planned.Elsewhere(Request(false), query).ShouldBe(part);
        if (part is not null) (await HeldAsync(planned, query)).ShouldNotBeNull().ShouldContain("`writes`");
    }

    private static async Task<string?> HeldAsync(PlannedRequest planned, string query)
    {
        var held = new HeldSubmit(planned, () => Task.CompletedTask);
        var why = await held.TryReleaseAsync(Request(false), await ReadAsync(Form, "invoice=NW-1&amount=12.50&note=a%0D%0Ab&draft=1"), query, default);
        held.Additions.ShouldBeNull();
        held.LeftToThePage.ShouldBeEmpty();
        return why;
    }

    private static async Task<IReadOnlyList<WireField>> ReadAsync(string type, string body) => (await WireBody.ReadAsync(type, Encoding.UTF8.GetBytes(body))).ShouldNotBeNull();

    private async Task<string?> DiffersAsync(string type, string body, bool navigates)
    {
        var differs = Planned().Differs(Request(navigates), await ReadAsync(type, body), "");
        return differs?.Split('.')[^1];
    }

    private static EgressRequest Request(bool navigates) => new("POST", "http", "127.0.0.1", 80, "/save") { HasBody = true, Navigates = navigates };

    private PlannedRequest Planned() => new()
    {
        Portal = _portal,
        Method = "POST",
        Action = "http://127.0.0.1:80/save",
        Query = "",
        Pairs = [new("invoice", "NW-1", null), new("amount", "12.50", null), new("note", "a\nb", null), new("draft", "1", null)],
        Fields =
        [
            new(["invoice"], ["NW-1"]), new(["amount"], ["12.50", "12.5"]), new(["note"], ["a\nb"]), new(["urgent"], ["false"]),
        ],
        Volatile = ["csrf"],
    };
}
