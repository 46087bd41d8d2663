using System.Collections.Frozen;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Server.WebConsole;
using GovernedMcp.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Tests.WebConsole;

/// <summary>The pages on a real Kestrel of this machine, over a store of their own, with a clock that the test moves.</summary>
internal sealed class ApprovalSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governed-mcp-").FullName;
    private readonly WebApplication _app;

    private ApprovalSite(string? address)
    {
        var world = new World();
        if (address is not null) world.ChangeRails(address, selfAllowed: false, World.Ask("every-submit", ActKind.Submit, "owner"));
        Store = LocalStore.Open(_folder, Clock);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore()
            .AddSingleton<TimeProvider>(Clock).AddSingleton(Store).AddSingleton(Store.Keys).AddSingleton(world.Policies).AddSingleton<Redactor>()
            .AddSingleton<IAuditLog>(Store.Audit).AddSingleton<IApprovalStore>(Store.Approvals).AddSingleton<ApprovalAnswers>().AddSingleton<SubmitSettling>();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapApprovalPages();
    }

    public FakeClock Clock { get; } = new() { Now = TimeProvider.System.GetUtcNow() };
    public LocalStore Store { get; }
    public Uri Address => new(_app.Urls.First());

    public static async Task<ApprovalSite> StartAsync(string? address = null)
    {
        var site = new ApprovalSite(address);
        await site._app.StartAsync();
        return site;
    }

    public Visitor Visitor() => new(this);

    public async Task<string> KeyOfAsync(string person) => (await Store.Keys.IssuePersonKeyAsync(person, "ops")).Text;

    public async Task<Visitor> SignedInAsync(string person)
    {
        var visitor = Visitor();
        (await visitor.SignInAsync(await KeyOfAsync(person))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    /// <summary>A held submit that asks the owners, of whom the requester is one; and the requester as a person, if wanted.</summary>
    public async Task<Approval> AskAsync(bool user = false, string label = "Amount", string old = "100.00", string value = "120.50")
    {
        var owners = new ApprovalAsk("every-submit", "owner", FrozenSet.ToFrozenSet(["dana@example.com", "lee@example.com"]), 1);
        var approval = new Approval
        {
            Id = Ids.New("ap"),
            Workflow = "invoice-desk",
            RequestedBy = "dana@example.com",
            Tool = "portal_submit_form",
            Portal = "northwind-vendor",
            Part = "dispute",
            Digest = new string('d', 64),
            Subject = new Redactor().Redact(new JsonObject
            {
                ["purpose"] = "Reads open supplier invoices and disputes wrong ones.",
                ["owner"] = "accounts-payable",
                ["portal_title"] = "Northwind vendor portal",
                ["address"] = "https://vendors.northwind.example/",
                ["changes"] = new JsonArray(
                    new JsonObject { ["field"] = "amount", ["label"] = label, ["old"] = old, ["new"] = value },
                    new JsonObject { ["field"] = "note", ["label"] = "Note", ["old"] = null, ["new"] = "Charged twice for order 4711.\nPlease correct." }),
                ["values"] = new JsonObject { ["amount"] = value, ["invoice"] = "NW-2026-0042" },
                ["gates"] = new JsonArray(new JsonObject { ["gate"] = "every-submit", ["written_at"] = "config/rails.yaml:3" }),
            }),
            Asks = user ? [new("mine", "user", FrozenSet.ToFrozenSet(["dana@example.com"]), 1), owners] : [owners],
            SelfAllowed = false,
            ReasonRequired = true,
            RequestedAt = Clock.Now,
            DecideBy = Clock.Now.AddMinutes(30),
            UseWithin = TimeSpan.FromMinutes(10),
        };
        await Store.Audit.AppendAsync(
            new AuditEntry { Type = AuditTypes.ApprovalRequested, Actor = "dana@example.com", Agent = "invoice-desk", ApprovalId = approval.Id, Facts = approval.Subject }, new LedgerChange.AddApproval(approval));
        return (await Store.Approvals.FindAsync(approval.Id, default))!;
    }

    /// <summary>A submit of dana's that was approved, began to be sent, and of which nobody knows more.</summary>
    public async Task<string> LoseAsync(bool asked = true)
    {
        var plan = Ids.New("p");
        var approval = asked ? await AskAsync() : null;
        if (approval is not null)
        {
            var vote = new ApprovalVote("lee@example.com", "gmp_1", true, "checked", Clock.Now);
            await Store.Audit.AppendAsync(new AuditEntry { Type = AuditTypes.ApprovalVote, Actor = vote.Person, Agent = "invoice-desk", ApprovalId = approval.Id }, new LedgerChange.Vote(approval.Id, vote));
        }

        return await LostSubmit.OfAsync(Store.Audit, plan, approval, "desk");
    }

    public async Task<Approval> ReadAsync(Approval approval) => (await Store.Approvals.FindAsync(approval.Id, default))!;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A browser of one person, as far as a test needs one: a cookie, forms, and the headers that browsers send.</summary>
internal sealed class Visitor(ApprovalSite site)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string? Cookie { get; set; }
    public string? SetCookie { get; private set; }
    public string? Token { get; set; }

    public async Task<(HttpResponseMessage Reply, string Page)> GetAsync(string path, HttpMethod? method = null)
    {
        var reply = await SendAsync(new(method ?? HttpMethod.Get, new Uri(site.Address, path)));
        var page = await reply.Content.ReadAsStringAsync();
        if (Regex.Match(page, "name=\"token\" value=\"([0-9a-f]+)\"") is { Success: true } found) Token = found.Groups[1].Value;
        return (reply, page);
    }

    public Task<HttpResponseMessage> SignInAsync(string key, string to = "") => PostAsync("/approvals/sign-in", ("key", key), ("to", to));

    public async Task<HttpResponseMessage> AnswerAsync(Approval approval, string decision = "approve", string reason = "checked with the invoice", params (string, string)[] changed)
    {
        if (Token is null) await GetAsync($"/approvals/{approval.Id}");
        var fields = new Dictionary<string, string> { ["token"] = Token ?? "", ["digest"] = approval.Digest, ["decision"] = decision, ["reason"] = reason };
        foreach (var (name, value) in changed) fields[name] = value;
        return await PostAsync($"/approvals/{approval.Id}", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, _ => { }, fields);

    public Task<HttpResponseMessage> PostAsync(string path, Action<HttpRequestMessage> change, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, path))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change(request);
        return SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        var reply = await Http.SendAsync(request);
        if (reply.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            SetCookie = cookies.Single();
            Cookie = SetCookie.Split(';')[0];
        }

        return reply;
    }
}
