using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Server.Mcp.Identity;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Operations;

/// <summary>
/// What the log may say of a request. INVARIANT: names that we know, and who was proven; no text of the client, since keys end up in
/// every place where one can be written.
/// </summary>
internal sealed class RequestFacts
{
    public const string Other = "(other)";
    private const string None = "-";

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        RequestMethods.Initialize, RequestMethods.Ping, RequestMethods.ServerDiscover, RequestMethods.ToolsList, RequestMethods.ToolsCall,
        RequestMethods.PromptsList, RequestMethods.PromptsGet, RequestMethods.ResourcesList, RequestMethods.ResourcesTemplatesList,
        RequestMethods.ResourcesRead, RequestMethods.ResourcesSubscribe, RequestMethods.ResourcesUnsubscribe, RequestMethods.SubscriptionsListen,
        RequestMethods.CompletionComplete, "logging/setLevel", NotificationMethods.InitializedNotification,
        NotificationMethods.CancelledNotification, NotificationMethods.ProgressNotification, "notifications/roots/list_changed",
    };

    /// <summary>The id of the key or of the token's principal; not the key.</summary>
    public string Principal { get; private set; } = None;

    public string Workflow { get; private set; } = None;
    public string Method { get; private set; } = None;
    public string Tool { get; private set; } = None;

    public static RequestFacts Of(HttpContext http)
    {
        if (http.Features.Get<RequestFacts>() is { } known) return known;
        var facts = new RequestFacts();
        http.Features.Set(facts);
        return facts;
    }

    public void Tell(Authentication.Proven proven) => (Principal, Workflow) = (proven.Caller.KeyId, proven.Caller.Workflow);

    public void Tell(JsonRpcMessage message)
    {
        var method = message switch { JsonRpcRequest request => request.Method, JsonRpcNotification notice => notice.Method, _ => None };
        Method = method == None || Methods.Contains(method) ? method : Other;
        if ((message as JsonRpcRequest) is { } call && MirroredHeaders.ToolOf(call) is { } tool) Tool = ToolCatalog.Find(tool)?.Name ?? Other;
    }
}
