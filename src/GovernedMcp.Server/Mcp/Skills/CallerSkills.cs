using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Identity;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>
/// The Skills that the caller of one request may read now, and the only way from them to an answer: whatever is served of Skills
/// is a function of what the Governor shows this caller.
/// </summary>
internal sealed class CallerSkills(Governor governor, CallerResolver callers, FaultSink faults)
{
    public async ValueTask<TResult> AnswerAsync<TParams, TResult>(
        RequestContext<TParams> context, Func<IReadOnlyList<ServedSkill>, TResult> answer, CancellationToken cancel) =>
        await faults.AnswerAsync(async () => answer(await governor.SkillsAsync(await callers.WhoAsync(context, cancel), cancel)));

    /// <summary>The same for a method that the protocol engine does not know.</summary>
    public async ValueTask<TResult> AnswerAsync<TResult>(JsonRpcRequest request, Func<IReadOnlyList<ServedSkill>, TResult> answer, CancellationToken cancel) =>
        await faults.AnswerAsync(async () => answer(await governor.SkillsAsync(await callers.WhoAsync(request, cancel), cancel)));
}
