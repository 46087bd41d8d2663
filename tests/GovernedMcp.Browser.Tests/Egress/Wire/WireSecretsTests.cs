using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

public sealed class WireSecretsTests
{
    private const string Placeholder = "aB3xY7kLm9Qr2TzW5nPc8VdG";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Parts = "multipart/form-data; boundary=----b";
    private readonly WireSecrets _secrets = Secrets("password", Placeholder, "a&ü \"");

    [Theory]
    [InlineData(Form, "u=dana&p=PH&x=1", "u=dana&p=a%26%C3%BC+%22&x=1")]
    [InlineData(Form + "; charset=UTF-8", "p=%61B3xY7kLm9Qr2TzW5nPc8VdG", "p=a%26%C3%BC+%22")]
    [InlineData(Json, "{ \"p\" : \"PH\", \"n\": 1 }", "{ \"p\" : \"a&ü \\\"\", \"n\": 1 }")]
    [InlineData(Json, "[[\"\\u0061B3xY7kLm9Qr2TzW5nPc8VdG\"]]", "[[\"a&ü \\\"\"]]")]
    [InlineData("application/vnd.api+json", "\"PH\"", "\"a&ü \\\"\"")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\nPH\r\n------b--\r\n", "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\na&ü \"\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n{\"u\":\"dana\",\"p\":\"PH\"}\r\n------b--\r\n", "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n{\"u\":\"dana\",\"p\":\"a&ü \\\"\"}\r\n------b--\r\n")]
    public void A_whole_value_is_written_as_its_kind_of_body_writes_it(string type, string body, string sent)
    {
        Carry(type, body).ShouldBe(sent);
        _secrets.Sent.ShouldBeTrue();
        Carry(type, body).ShouldBeNull("it stands for nothing any more");
    }

    [Theory]
    [InlineData(Form, "p=PH&q=PH")]
    [InlineData(Form, "p=xPH")]
    [InlineData(Form, "PH=1")]
    [InlineData(Form, "PH")]
    [InlineData(Form, "p=PH&q=%61%42%33%78%59%37%6B%4C%6D%39%51%72%32%54%7A%57%35%6E%50%63%38%56%64%47")]
    [InlineData(Json, "{\"p\":\"PH\",\"PH\":1}")]
    [InlineData(Json, "{\"p\":\"PH \"}")]
    [InlineData(Json, "{\"p\":\"{\\\"q\\\":\\\"PH\\\"}\"}")]
    [InlineData(Json, "{\"p\":\"PH\"")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"a\"\r\n\r\nPH\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"PH\"\r\n\r\n1\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n{\"q\":\"PH\",\"p\":\"PH\"}\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n{\"PH\":1}\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"a\"\r\n\r\n{\"p\":\"PH\"}\r\n------b--\r\n")]
    [InlineData(Parts, "------b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n{\"p\":\"PH\"\r\n------b--\r\n")]
    [InlineData("text/plain", "p=PH")]
    [InlineData(null, "p=PH")]
    public void Anything_else_that_holds_a_placeholder_stays_here(string? type, string body)
    {
        Carry(type, body).ShouldBeNull();
        _secrets.Sent.ShouldBeFalse();
        _secrets.Misplaced.ShouldBe("`password` in `POST https://id.example:443/in`");
    }

    [Theory]
    [InlineData("POST", "https", "id.example", "/in?q=PH", "p=1")]
    [InlineData("POST", "https", "id.example", "/in/PH", "p=1")]
    [InlineData("POST", "https", "other.example", "/in", "p=PH")]
    [InlineData("POST", "http", "id.example", "/in", "p=PH")]
    [InlineData("GET", "https", "id.example", "/in", "p=PH")]
    [InlineData("OPTIONS", "https", "id.example", "/in", "p=PH")]
    public void It_goes_to_a_login_origin_in_a_body_or_nowhere(string method, string scheme, string host, string target, string body)
    {
        var request = new EgressRequest(method, scheme, host, scheme == "https" ? 443 : 80, target.Split('?')[0]);
        _secrets.Carry(request, allowed: true, [target.Replace("PH", Placeholder, StringComparison.Ordinal)], Form, Bytes(body)).ShouldBeNull();
        _secrets.Sent.ShouldBeFalse();
    }

    [Fact]
    public void What_holds_no_placeholder_goes_as_it_is()
    {
        var body = Bytes("u=dana&p=other");
        _secrets.Carry(Request, allowed: true, ["/in"], Form, body).ShouldBeSameAs(body);
        _secrets.Misplaced.ShouldBeNull();
    }

    [Fact]
    public void A_short_code_counts_only_where_it_stands_alone()
    {
        Code("/in?t=1481516234", Json, "{\"c\":481516}").ShouldBe("{\"c\":42}");
        Code("/in", Form, "c=481516").ShouldBe("c=000042");
        Code("/in?t=481516", Form, "c=481516").ShouldBeNull();

        static string? Code(string target, string type, string body)
        {
            var secrets = Secrets("totp", "481516", "000042");
            return secrets.Carry(Request, allowed: true, [target], type, Bytes(body)) is { } sent ? Encoding.UTF8.GetString(sent) : null;
        }
    }

    private static EgressRequest Request => new("POST", "https", "id.example", 443, "/in");

    private static Governance.Portals.Portal Portal => Northwind.Portal(new Uri("https://id.example/"));

    private static WireSecrets Secrets(string part, string placeholder, string value)
    {
        var secrets = new WireSecrets(Portal, inPage: false);
        secrets.Add(part, placeholder, value);
        return secrets;
    }

    private string? Carry(string? type, string body) =>
        _secrets.Carry(Request, allowed: true, ["/in", "Mozilla"], type, Bytes(body)) is { } sent ? Encoding.UTF8.GetString(sent) : null;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("PH", Placeholder, StringComparison.Ordinal));
}
