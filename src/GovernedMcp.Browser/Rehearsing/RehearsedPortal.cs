using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Rehearsing;

/// <summary>
/// The portal of a <see cref="Rehearsal"/>: four pages that are answered from memory, under a name that no network knows
/// (https://www.rfc-editor.org/rfc/rfc6761#section-6.4). It speaks HTTP over a stream of this process, as asking a server runs much code too.
/// </summary>
internal sealed class RehearsedPortal() : DelegatingHandler(new SocketsHttpHandler
{
    UseProxy = false,
    UseCookies = false,
    AllowAutoRedirect = false,
    PooledConnectionLifetime = TimeSpan.Zero,
    ConnectCallback = (connect, _) => new(new Spoken(Answer(connect.InitialRequestMessage))),
})
{
    private static readonly Uri Base = new("https://rehearsal.invalid");

    public static Portal Portal { get; } = new()
    {
        Name = "rehearsal",
        Title = "Rehearsal",
        BaseUrl = Base,
        Origins = new Origins { Navigate = FrozenSet.Create(Origins.Of(Base)), Login = FrozenSet.Create(Origins.Of(Base)), Resource = FrozenSet<string>.Empty },
        Login = new LoginRecipe
        {
            Start = "/login",
            Steps = [new LoginStep.Fill(Labelled("User"), "username"), new LoginStep.Fill(Labelled("Password"), "password"), new LoginStep.Click(Named("button", "Sign in"))],
            Success = new PageCondition.AnyOf([new PageCondition.Visible(Named("button", "Account")), new PageCondition.UrlMatches("**/home")]),
            Failures = [new FailureRule(new PageCondition.TextShown("Wrong password"), "bad_credentials", RetryAfter: null)],
        },
        Session = new SessionRules { Expired = new PageCondition.AnyOf([new PageCondition.UrlMatches("**/login"), new PageCondition.TextShown("Signed out")]) },
        Sections = FrozenDictionary.ToFrozenDictionary([Place("list"), Place("form")], section => section.Name),
        Tables = FrozenDictionary.ToFrozenDictionary([List()], table => table.Name),
        Forms = FrozenDictionary.ToFrozenDictionary([Entry()], form => form.Name),
        Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
        SkillDigest = "",
        Source = SourceMark.BuiltIn,
    };

    /// <summary>What its form is filled with.</summary>
    public static IReadOnlyDictionary<string, FieldValue> Values { get; } = new Dictionary<string, FieldValue>
    {
        ["name"] = new("Nobody"), ["kind"] = new("Second"), ["day"] = new("2026-01-02"), ["agreed"] = new("true"),
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = "http", Port = 80 }.Uri;
        return base.SendAsync(request, cancellationToken);
    }

    private static string Answer(HttpRequestMessage request) => (request.Method.Method, request.RequestUri?.PathAndQuery) switch
    {
        ("GET", "/login") => Page("<form method=post><label>User <input name=user></label><label>Password <input type=password name=password></label><button>Sign in</button></form>"),
        ("POST", "/login") => "HTTP/1.1 303 See Other\r\nLocation: /home\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        ("GET", "/home") => Page("<button>Account</button><nav><a href=/list>list</a><a href=/form>form</a></nav>"),
        ("GET", "/list") => Page($"<h1>list</h1>{Rows(1)}<p>1 to 20 of 40</p><a href=/list?page=2>Next</a>"),
        ("GET", "/list?page=2") => Page($"<h1>list</h1>{Rows(21)}<p>21 to 40 of 40</p>"),
        ("GET", "/form") => Page("<h1>form</h1><form method=post aria-label=form><label>Name <input name=name></label><label>Kind <select name=kind><option>First<option>Second</select></label>"
            + "<label>Day <input type=date name=day></label><label><input type=checkbox name=agreed>Agreed</label><button>Send</button></form>"),
        ("POST", "/form") => Page("<p role=status>It was stored</p>"),
        _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    };

    private static string Page(string body)
    {
        var html = $"<!doctype html><html lang=en><title>Rehearsal</title><style>td {{ padding: 2px }}</style><main>{body}</main>";
        return string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {html.Length}\r\nConnection: close\r\n\r\n{html}");
    }

    private static string Rows(int first) =>
        $"<table aria-label=list><thead><tr><th>Number<th>Day<th>Amount</thead><tbody>{string.Concat(Enumerable.Range(first, 20).Select(row => FormattableString.Invariant($"<tr><td>R-{row}<td>2026-01-{row % 28 + 1:00}<td>{row * 1000}.50")))}</table>";

    private static Section Place(string name) => new() { Name = name, Url = $"/{name}", Ready = new PageCondition.Visible(new Locator { By = LocatorBy.Heading, Value = name }), Source = SourceMark.BuiltIn };

    private static Table List() => new()
    {
        Name = "list",
        Section = "list",
        Root = Named("table", "list"),
        Columns = [new Column("number", ["Number"], ValueType.String), new Column("day", ["Day"], ValueType.Date), new Column("amount", ["Amount"], ValueType.Money)],
        RowKey = ["number"],
        Pages = new Paging(PagingKind.Next, Named("link", "Next"), 10),
        Total = new ShownTotal("of {n}", Within: null),
        Source = SourceMark.BuiltIn,
    };

    private static Form Entry() => new()
    {
        Name = "form",
        Section = "form",
        Root = Named("form", "form"),
        Fields =
        [
            new Field { Key = "name", Label = "Name", Widget = Widget.Text }, new Field { Key = "kind", Label = "Kind", Widget = Widget.Select },
            new Field { Key = "day", Label = "Day", Widget = Widget.Date, Type = ValueType.Date }, new Field { Key = "agreed", Label = "Agreed", Widget = Widget.Checkbox },
        ],
        Submit = new SubmitControl(Named("button", "Send"), new RequestPattern("POST", "/form")),
        Success = new FormSuccess(new PageCondition.TextShown("It was stored"), new Dictionary<string, string>()),
        Source = SourceMark.BuiltIn,
    };

    private static Locator Labelled(string text) => new() { By = LocatorBy.Label, Value = text };

    private static Locator Named(string role, string name) => new() { By = LocatorBy.Role, Role = role, Value = name };

    /// <summary>A connection whose other end says one answer, whatever it hears.</summary>
    private sealed class Spoken(string answer) : MemoryStream(Encoding.ASCII.GetBytes(answer), writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
