using System.Threading.Channels;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Identity;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Changes;

/// <summary>
/// <c>subscriptions/listen</c>: tells a client of 2026-07-28 that its lists or Skills changed, on the stream of that one request,
/// over stdio and HTTP alike. What is told holds no content, and is asked of the Governor for the caller as it is then.
/// </summary>
internal sealed class Subscriptions(PolicySource policies, Governor governor, CallerResolver callers, FaultSink faults) : EndpointFeature, IDisposable
{
    private readonly CancellationTokenSource _ending = new();

    public override void AddTo(McpServerOptions options) =>
        options.Handlers.SubscriptionsListenHandler = async (context, cancel) => await faults.AnswerAsync(() => ListenAsync(context, cancel));

    /// <summary>Every open stream ends with its final result.</summary>
    public override void End() => _ending.Cancel();

    public void Dispose() => _ending.Dispose();

    private async Task<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> context, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, _ending.Token);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Note(Policy policy) => changes.Writer.TryWrite(true);

        // What waits is ended with the server, never what is being sent: a cancelled write takes the connection, and the final result, with it.
        // Before the first look, so that no change falls between.
        policies.Changed += Note;
        try
        {
            var stream = new SubscriptionStream(context.Server, context.JsonRpcRequest.Id, context.Params?.Notifications);
            var mine = await SkillsAsync(context, ending.Token);
            await stream.AcknowledgeAsync(mine, cancel);

            // Asked again at each change: a key that was revoked meanwhile hears no more.
            while (mine is not null && await changes.Reader.ReadAsync(ending.Token))
            {
                mine = await SkillsAsync(context, ending.Token);
                if (mine is not null) await stream.TellAsync(mine, cancel);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The server ends, not the client: the stream closes with its final result.
        }
        finally
        {
            policies.Changed -= Note;
        }

        return new EmptyResult { Meta = SubscriptionStream.Tag(context.JsonRpcRequest.Id) };
    }

    // Null: it is not known who calls.
    private async Task<IReadOnlyList<ServedSkill>?> SkillsAsync(RequestContext<SubscriptionsListenRequestParams> context, CancellationToken cancel) =>
        await callers.WhoAsync(context, cancel) is Identification.Known known ? await governor.SkillsAsync(known, cancel) : null;
}
