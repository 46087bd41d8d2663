using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>A call that the Governor held, whose call it is, and the approval that it waits for.</summary>
internal sealed record HeldReply(ToolRequest Request, Caller Caller, Approval Approval)
{
    private const string Item = "governed.held";

    /// <summary>Puts a held reply beside its request, for <see cref="Of"/> to find.</summary>
    public static void Keep(RequestContext<CallToolRequestParams> context, ToolReply reply, ToolRequest request, Identification who)
    {
        if (reply.Approval is { } approval && who is Identification.Known { Caller: var caller }) context.Items[Item] = new HeldReply(request, caller, approval);
    }

    /// <summary>What was held; null when the call was not.</summary>
    public static HeldReply? Of(RequestContext<CallToolRequestParams> context) => context.Items.TryGetValue(Item, out var found) ? found as HeldReply : null;

    /// <summary>Whether only other people's answers are missing. Else the call is better made again: its own user is asked then.</summary>
    public bool IsForOthers => Approval.Asks.Where(ask => Approval.Given(ask) < ask.Needed).All(ask => !ask.OfUser);
}
