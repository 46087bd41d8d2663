using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Governance.Tests.Audit;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true, false, null ] }""", """{"a":[true,false,null],"b":1}""")]
    [InlineData("""[-0, 0, 9007199254740991, -9007199254740991]""", """[0,0,9007199254740991,-9007199254740991]""")]
    [InlineData("""{"":"","A":1,"a":2,"aa":3,"a b":4}""", """{"":"","A":1,"a":2,"a b":4,"aa":3}""")]
    [InlineData("""{"1":{"f":{"f":"hi","F":5},"\n":56},"10":{},"":"empty"}""", """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{}}""")]
    // Shortest escapes; the solidus, DEL and everything beyond ASCII stand as they are.
    [InlineData("""["\u0000\u001f\u0008\u0009\u000a\u000c\u000d\"\\\/\u007f"]""", "[\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\"]")]
    [InlineData("""["\u20ac\ud83d\ude00<script>&'"]""", """["€😀<script>&'"]""")]
    // Unicode is not normalised: these are two different texts.
    [InlineData("""["\u00e9","e\u0301"]""", "[\"\u00e9\",\"e\u0301\"]")]
    public void One_value_has_one_form(string json, string canonical)
    {
        var bytes = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json));
        Encoding.UTF8.GetString(bytes).ShouldBe(canonical);
        CanonicalJson.IsCanonical(bytes).ShouldBeTrue();
        CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json)).ShouldBe(json == canonical);
    }

    [Fact]
    public void Keys_are_ordered_by_their_UTF16_units_as_in_RFC_8785_section_3_2_3()
    {
        var json = """{"\u20ac":"Euro","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"O"}""";
        var values = JsonNode.Parse(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)))!.AsObject().Select(pair => (string?)pair.Value);
        values.ShouldBe(["CR", "One", "Control", "O", "Euro", "Emoji", "Dalet"]);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0.1")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("100000000000000000000000000")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["\udc00\ud800"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("[1,]")]
    [InlineData("[1] [2]")]
    [InlineData("// no\n1")]
    [InlineData("NaN")]
    [InlineData("\uFEFF1")]
    public void What_has_no_single_form_is_refused(string json)
    {
        Should.Throw<CanonicalJsonFault>(() => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));
        CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json)).ShouldBeFalse();
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Should.Throw<CanonicalJsonFault>(() => CanonicalJson.Canonicalize([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Deep_nesting_is_refused_and_kills_nobody(int depth, bool taken)
    {
        var json = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        if (taken) CanonicalJson.Canonicalize(json).ShouldBe(json);
        else Should.Throw<CanonicalJsonFault>(() => CanonicalJson.Canonicalize(json));
    }

    [Fact]
    public void Values_made_in_code_are_held_to_the_same_rules()
    {
        Should.Throw<CanonicalJsonFault>(() => CanonicalJson.Write(JsonValue.Create(0.5)));
        Should.Throw<CanonicalJsonFault>(() => CanonicalJson.Write(new JsonArray("half \ud83d")));
        Encoding.UTF8.GetString(CanonicalJson.Write(new JsonObject { ["b"] = 5L, ["a"] = null })).ShouldBe("""{"a":null,"b":5}""");
    }

    [Fact]
    public void Anything_can_be_made_recordable()
    {
        var wild = JsonNode.Parse("""{"a":1.50,"b":1e400,"c":["\ud800",9007199254740993,true,null]}""")!;
        wild["k\ud800"] = 7;
        Encoding.UTF8.GetString(CanonicalJson.Write(CanonicalJson.Recordable(wild)))
            .ShouldBe("{\"a\":\"1.50\",\"b\":\"1e400\",\"c\":[\"\uFFFD\",\"9007199254740993\",true,null],\"k\uFFFD\":7}");
    }
}
