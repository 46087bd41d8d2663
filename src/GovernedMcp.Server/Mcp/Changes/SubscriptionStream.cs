using System.Text.Json.Nodes;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Skills;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Changes;

/// <summary>What one <c>subscriptions/listen</c> request is told, each message tagged with the request's id.</summary>
/// <param name="server">Used within the request only; it ends with it.</param>
/// <param name="id">The id of the request, which is the subscription's.</param>
/// <param name="wanted">What the client asked to be told.</param>
internal sealed class SubscriptionStream(McpServer server, RequestId id, SubscriptionsListenNotifications? wanted)
{
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _lists = [];

    public static JsonObject Tag(RequestId id) => new() { [MetaKeys.SubscriptionId] = id.Id is long number ? number : id.ToString() };

    /// <summary>Says what will be told: the lists that were asked for, and those of the addresses that this caller may read.</summary>
    /// <param name="mine">The caller's Skills; null: it is not known who calls, and nothing will be told.</param>
    public Task AcknowledgeAsync(IReadOnlyList<ServedSkill>? mine, CancellationToken cancel)
    {
        var granted = new JsonObject();
        if (mine is not null)
        {
            Grant(wanted?.ToolsListChanged, "toolsListChanged", NotificationMethods.ToolListChangedNotification);
            Grant(wanted?.PromptsListChanged, "promptsListChanged", NotificationMethods.PromptListChangedNotification);
            Grant(wanted?.ResourcesListChanged, "resourcesListChanged", NotificationMethods.ResourceListChangedNotification);
            foreach (var uri in wanted?.ResourceSubscriptions ?? [])
            {
                if (SkillUris.Find(mine, uri) is var (_, file)) _seen[uri] = file.Sha256;
            }

            if (_seen.Count > 0) granted["resourceSubscriptions"] = new JsonArray([.. _seen.Keys.Select(uri => (JsonNode)uri)]);
        }

        return SendAsync(NotificationMethods.SubscriptionsAcknowledgedNotification, new JsonObject { ["notifications"] = granted }, cancel);

        void Grant(bool? asked, string name, string method)
        {
            if (asked != true) return;
            granted[name] = true;
            _lists.Add(method);
        }
    }

    /// <summary>The policy changed: the lists may be others, and each file that was asked for is told if its text is another.</summary>
    public async Task TellAsync(IReadOnlyList<ServedSkill> mine, CancellationToken cancel)
    {
        foreach (var list in _lists) await SendAsync(list, [], cancel);
        foreach (var uri in _seen.Keys.ToList())
        {
            if (SkillUris.Find(mine, uri) is not var (_, file) || _seen[uri] == file.Sha256) continue;
            _seen[uri] = file.Sha256;
            await SendAsync(NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, cancel);
        }
    }

    private Task SendAsync(string method, JsonObject parameters, CancellationToken cancel)
    {
        parameters["_meta"] = Tag(id);
        return server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancel);
    }
}
