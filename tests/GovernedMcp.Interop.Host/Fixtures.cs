using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Tasks;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>
/// Puts the fixtures of the conformance suite before the endpoint's own tools, resources and prompts. Each call of a test tool first
/// goes the whole road of a governed call (as <c>portal_list</c>): who may not run here runs no fixture either.
/// </summary>
internal sealed class Fixtures(Governor governor, CallerResolver callers, PolicySource policies, TaskTools tasks) : EndpointFeature
{
    public override void AddTo(McpServerOptions options)
    {
        var filters = options.Filters.Request;
        filters.ListToolsFilters.Add(next => async (context, cancel) =>
        {
            var own = await next(context, cancel);
            own.Tools = [.. own.Tools, .. own.Tools.Count == 0 ? [] : TestTools.All.Select(tool => tool.Definition)];
            return own;
        });
        filters.CallToolWithAlternateFilters.Add(async (context, next, cancel) =>
        {
            if (TestTools.Find(context.Params.Name) is not { } tool) return await next(context, cancel);
            var admitted = await governor.InvokeAsync(new ToolRequest("portal_list", null), await callers.WhoAsync(context, cancel), new Progress<BlockProgress>(), cancel);
            if (admitted.Outcome != ReplyOutcome.Completed) return CallResult.Of(admitted);
            return await tasks.BeginAsync(context, new TestCall(context, policies), cancel) is { } task ? TaskMessages.Created(task) : await next(context, cancel);
        });
        filters.CallToolFilters.Add(next => (context, cancel) => TestTools.Find(context.Params.Name) is { } tool ? tool.RunAsync(new TestCall(context, policies), cancel) : next(context, cancel));
        TestResources.AddTo(options);
        TestPrompts.AddTo(options);
    }
}
