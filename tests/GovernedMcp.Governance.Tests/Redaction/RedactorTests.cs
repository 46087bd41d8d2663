using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Tests.Redaction;

public sealed class RedactorTests
{
    private const string Value = "S3cr3t/CANARY+7&é";
    private readonly Redactor _redactor = new();

    public RedactorTests() =>
        _redactor.Learn(new Credential(new CredentialName("a/b"), new Dictionary<string, Secret> { ["username"] = new("ann"), ["password"] = new(Value) }));

    public static TheoryData<string, string> Forms() => new()
    {
        { "plain", Value },
        { "url", Uri.EscapeDataString(Value) },
        { "html", System.Net.WebUtility.HtmlEncode(Value) },
        { "hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Value)) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)) },
        { "reversed", new string([.. Value.Reverse()]) },
        { "spaced", string.Join(' ', Value.AsEnumerable()) },
        { "upper case", Value.ToUpperInvariant() },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_taken_out_in_every_form_a_page_could_give_it_back_in(string form, string text)
    {
        var clean = _redactor.Redact(new JsonObject { ["a"] = new JsonArray($"before {text} after"), [text] = 1 }).Json;
        clean.ShouldNotContain(text, customMessage: form);
        clean.ShouldContain("before " + Redactor.Mark);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("xyz")]
    public void Base64_is_recognised_wherever_the_value_begins_in_it(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Value}tail"));
        _redactor.Redact(encoded).Text.ShouldContain(Redactor.Mark);
    }

    [Theory]
    [InlineData("y")]
    [InlineData("é7")]
    public void A_secret_of_a_letter_or_two_is_taken_out_where_it_is_all_there_is(string secret)
    {
        _redactor.Learn(new Credential(new CredentialName("a/c"), new Dictionary<string, Secret> { ["password"] = new(secret) }));
        _redactor.Redact(secret).Text.ShouldBe(Redactor.Mark);
        _redactor.Redact($"why {secret} not").Text.ShouldBe($"why {secret} not");
    }

    [Fact]
    public void A_user_name_may_be_said() => _redactor.Redact("signed in as ann").Text.ShouldBe("signed in as ann");
}
