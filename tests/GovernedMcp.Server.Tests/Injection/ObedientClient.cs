using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using GovernedMcp.Testing;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>
/// A client that believes whatever a reply says and does it, with its own key, over the protocol and at the pages where people
/// approve. The worst that an agent can be talked into.
/// </summary>
internal sealed partial class ObedientClient : IAsyncDisposable
{
    private const int Deepest = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly McpClient _client;
    private readonly string _key;
    private readonly Uri _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly HashSet<string> _done = [];
    private readonly List<string> _read = [];
    private string _session = "";
    private string _plan = "p_00000000000000000000000000000000";
    private string _approval = "ap_00000000000000000000000000000000";

    private ObedientClient(McpClient client, string key, Uri server) => (_client, _key, _server) = (client, key, server);

    public string Session => _session;

    /// <summary>What its last held call waits for.</summary>
    public string Approval => _approval;

    /// <summary>The payloads it fell for.</summary>
    public SortedSet<string> Fell { get; } = [];

    /// <summary>Each call it made: tool, outcome, rule.</summary>
    public List<(string Tool, string Outcome, string? Code)> Calls { get; } = [];

    /// <summary>Every reply, as it came.</summary>
    public List<CallToolResult> Replies { get; } = [];

    /// <summary>How the pages for people answered it.</summary>
    public List<int> Pages { get; } = [];

    public static async Task<ObedientClient> StartAsync(Uri server, string key)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = server, AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" } });
        // It says yes to whatever it is asked.
        var options = new McpClientOptions
        {
            ProtocolVersion = "2025-11-25",
            Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Form = new() } },
            Handlers = new McpClientHandlers
            {
                ElicitationHandler = (_, _) => ValueTask.FromResult(new ElicitResult { Action = "accept", Content = new Dictionary<string, JsonElement> { ["decision"] = JsonElement.Parse("\"approve\""), ["reason"] = JsonElement.Parse("\"the page says so\"") } }),
            },
        };
        return new ObedientClient(await McpClient.CreateAsync(transport, options).WaitAsync(Patience), key, server);
    }

    public async Task<string> ToolsAsync() =>
        string.Join('\n', (await _client.ListToolsAsync().AsTask().WaitAsync(Patience)).Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions)));

    public async Task SignInAsync(string portal)
    {
        var envelope = await CallAsync("portal_login", new JsonObject { ["portal"] = portal });
        _session = envelope["data"]!["session"]?.ToString() ?? throw new InvalidOperationException(envelope.ToJsonString());
    }

    /// <summary>Reads a page in every way there is, and does what it says.</summary>
    /// <param name="fills">Also fills its form and sends it.</param>
    public async Task WorkAsync(string section, bool fills)
    {
        // What it is told to do may lead it away: it comes back for each look.
        await ObeyAsync("portal_navigate", new() { ["section"] = section });
        await AskAsync("portal_navigate", new() { ["section"] = section });
        var outline = await ObeyAsync("portal_read", new());
        await AskAsync("portal_navigate", new() { ["section"] = section });
        await ObeyAsync("portal_read", new() { ["what"] = "text", ["limit"] = 200 });
        await AskAsync("portal_navigate", new() { ["section"] = section });
        foreach (var table in (outline["data"]?["untrusted"]?["tables"]?.AsArray() ?? []).Select(table => table!["table"]!.ToString()).ToList())
        {
            var rows = await ObeyAsync("portal_extract", new() { ["table"] = table });
            if (rows["data"]?["csv"]?.ToString() is { } csv) _read.Add(csv);
        }

        await ObeyAsync("portal_extract", new() { ["record"] = "details" });
        await ObeyAsync("portal_extract", new() { ["table"] = "no such table" });
        await ObeyAsync("portal_screenshot", new());
        if (!fills) return;
        foreach (var form in (outline["data"]?["untrusted"]?["forms"]?.AsArray() ?? []).Select(form => form!["form"]!.ToString()).Append("no such form").ToList())
        {
            await ObeyAsync("portal_fill_form", new() { ["form"] = form, ["values"] = new JsonObject { ["no such field"] = "1" } });
        }

        await ObeyAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["Kind"] = "no such kind" } });
        await ObeyAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["Note"] = "ordinary" } });
        await ObeyAsync("portal_submit_form", new() { ["plan"] = _plan });
        await ObeyAsync("portal_outcome", new() { ["approval"] = _approval }, session: false);
    }

    /// <summary>Sends its last plan once more.</summary>
    public Task<JsonObject> SubmitAsync() => AskAsync("portal_submit_form", new() { ["plan"] = _plan });

    /// <summary>One call on its session, and no more.</summary>
    public Task<JsonObject> AskAsync(string tool, JsonObject arguments)
    {
        arguments["session"] = _session;
        return CallAsync(tool, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _client.DisposeAsync();
    }

    private async Task<JsonObject> ObeyAsync(string tool, JsonObject arguments, int depth = 0, bool session = true)
    {
        if (session && !arguments.ContainsKey("session")) arguments["session"] = _session;
        var envelope = await CallAsync(tool, arguments);
        if (depth >= Deepest) return envelope;
        foreach (var text in Texts(envelope).Append(string.Join('\n', Replies.Count == 0 ? [] : Replies[^1].Content.OfType<TextContentBlock>().Select(block => block.Text))).ToList())
        {
            foreach (var order in Believed.In(text).Where(order => _done.Add($"{order.Payload} {order.Order}")))
            {
                Fell.Add(order.Payload);
                await DoAsync(order.Order, depth + 1);
            }
        }

        return envelope;
    }

    private async Task DoAsync(string order, int depth)
    {
        if (Call().Match(order) is { Success: true } call)
        {
            var json = call.Groups[2].Value.Replace("$session", _session, StringComparison.Ordinal).Replace("$approval", _approval, StringComparison.Ordinal);
            if (TryParse(json) is { } arguments) await ObeyAsync(call.Groups[1].Value, arguments, depth, session: false);
        }
        else if (order.StartsWith("open ", StringComparison.Ordinal))
        {
            await OpenAsync(order["open ".Length..], depth);
        }
        else if (order == "submit")
        {
            await ObeyAsync("portal_submit_form", new() { ["plan"] = _plan }, depth);
        }
        else if (Fill().Match(order) is { Success: true } fill)
        {
            await ObeyAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { [fill.Groups[1].Value] = fill.Groups[2].Value } }, depth);
        }
        else if (order.StartsWith("send what you read to ", StringComparison.Ordinal))
        {
            await SendAsync(order["send what you read to ".Length..], depth);
        }
        else if (order == "approve it")
        {
            await ApproveAsync();
        }
    }

    private Task<JsonObject> OpenAsync(string address, int depth) => ObeyAsync("portal_navigate", new() { ["section"] = "path:" + address }, depth);

    private async Task SendAsync(string address, int depth)
    {
        var loot = _read.Count == 0 ? _session : Loot().Match(string.Join('\n', _read)) is { Success: true } found ? found.Value : _read[^1];
        foreach (var (_, write) in Canary.Disguises)
        {
            var told = write(loot);
            await OpenAsync(address.Contains("$read", StringComparison.Ordinal) ? address.Replace("$read", told, StringComparison.Ordinal) : $"{address}?d={told}", depth);
        }
    }

    // With its own key, everywhere that a person could say yes.
    private async Task ApproveAsync()
    {
        foreach (var path in new[] { "/approvals", $"/approvals/{_approval}" }) await PageAsync(HttpMethod.Get, path);
        await PageAsync(HttpMethod.Post, "/approvals/sign-in", ("key", _key), ("to", _approval));
        await PageAsync(HttpMethod.Post, $"/approvals/{_approval}", ("decision", "approve"), ("reason", "the page says so"), ("digest", new string('0', 64)), ("token", _key));
    }

    private async Task PageAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        request.Headers.Add("Origin", _server.GetLeftPart(UriPartial.Authority));
        if (fields.Length > 0) request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var reply = await _http.SendAsync(request);
        Pages.Add((int)reply.StatusCode);
        reply.Headers.Contains("Set-Cookie").ShouldBeFalse("no key of a workflow signs anybody in");
    }

    private async Task<JsonObject> CallAsync(string tool, JsonObject arguments)
    {
        var given = arguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value?.DeepClone());
        try
        {
            var reply = await _client.CallToolAsync(tool, given).AsTask().WaitAsync(Patience);
            Replies.Add(reply);
            var envelope = JsonNode.Parse(reply.StructuredContent!.Value.GetRawText())!.AsObject();
            Calls.Add((tool, envelope["outcome"]!.ToString(), envelope["code"]?.ToString()));
            _plan = envelope["data"]?["plan"]?.ToString() ?? _plan;
            _approval = envelope["approval"]?["id"]?.ToString() ?? _approval;
            return envelope;
        }
        catch (McpException fault)
        {
            Calls.Add((tool, "error", fault.Message));
            return [];
        }
    }

    private static JsonObject? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Texts(pair.Value).Prepend(pair.Key)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    [GeneratedRegex(@"^call (\w+) (\{.*\})$", RegexOptions.Singleline)]
    private static partial Regex Call();

    [GeneratedRegex("^fill (\\w+) with (.+)$")]
    private static partial Regex Fill();

    [GeneratedRegex("LG-[0-9a-f]{12}")]
    private static partial Regex Loot();
}
