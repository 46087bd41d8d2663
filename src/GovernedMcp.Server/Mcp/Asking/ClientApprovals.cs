using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Identity;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>
/// Asks the person at the client about a held call, where the client can, and takes the answer that comes back with the same
/// call. The answer is that one person's click and goes in like any other answer; the call then takes the whole road again.
/// </summary>
internal sealed class ClientApprovals(Governor governor, ApprovalAnswers answers, PolicySource policies, StateSeal seal, TimeProvider clock)
{
    /// <summary>How often the form is shown for one call.</summary>
    public const int MostForms = 3;

    /// <summary>How long a call waits on a session for its person: clients commonly give a call up after 60 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>Takes in what came back with a call, before it takes the road.</summary>
    public async Task<Round> TakeAsync(ReturnedInput? returned, ToolRequest request, Identification who, CancellationToken cancel)
    {
        if (returned is null || who is not Identification.Known { Caller: var caller }) return Round.First;
        if (Open(returned.State, request, caller) is not { } state) return await InvalidAsync(request, caller);
        var round = new Round { Forms = state.Forms };
        // `Accepted` of a page only says that it was opened: the store knows what was answered there.
        if (state.Page) return round with { Over = true };
        return returned.Said switch
        {
            ReturnedInput.Answer.Given given => await VoteAsync(state, given, round, request, caller, cancel),
            ReturnedInput.Answer.Dismissed => round with { Over = true },
            _ => round,
        };
    }

    /// <returns>What to ask the client before it gets this reply; null: it gets the reply.</returns>
    public Question? Question(ToolReply reply, Round round, ToolRequest request, Identification who, ClientAbility client)
    {
        if (reply.Approval is not { } approval || round.Over || who is not Identification.Known { Caller: var caller }) return null;
        var form = client.Forms && round.Forms < MostForms && approval.RequestedBy == caller.HeldBy && approval.IsForTheClient(clock.GetUtcNow());
        if (form && ApprovalForm.For(approval, round.Complaint) is { } shown) return Asked(shown, page: false);
        return client.Pages && policies.Current.Rails.Console.LinkTo(approval.Id) is { } link
            ? Asked(ApprovalForm.Page(approval, link, withId: client.BySession), page: true)
            : null;

        Question Asked(ElicitRequestParams question, bool page)
        {
            var (forms, until) = (round.Forms + (page ? 0 : 1), approval.DecideBy.ToUnixTimeSeconds());
            var state = new AskState(approval.Id, caller.Workflow, caller.KeyId, request.Tool, Digest(request), until, forms, page);
            return new(question, seal.Seal(state), client.BySession, Patience);
        }
    }

    // INVARIANT: a state is spent by the vote it brings in. A person votes once on an approval, in the transaction of the record,
    // so a second use finds the vote there, in this process or any other on the store.
    private async Task<Round> VoteAsync(AskState state, ReturnedInput.Answer.Given given, Round round, ToolRequest request, Caller caller, CancellationToken cancel)
    {
        try
        {
            var objection = await answers.AnswerAsync(state.Approval, caller.HeldBy, ApprovalVote.SignClient(caller.KeyId), given.Approves, given.Reason, cancel);
            if (objection is null) return round;
            return objection.Rule.Id.StartsWith("argument.", StringComparison.Ordinal)
                ? round with { Complaint = objection.Sentence }
                : await InvalidAsync(request, caller);
        }
        catch (AuditUnavailable)
        {
            return new Round { Refused = await governor.RefuseAsync(request, caller, Rules.Record.Unavailable, "the answer cannot be recorded, so it does not count; make the call again later") };
        }
    }

    private AskState? Open(string text, ToolRequest request, Caller caller) =>
        seal.Open(text) is { } state && (state.Workflow, state.Key, state.Tool) == (caller.Workflow, caller.KeyId, request.Tool)
        && state.Arguments == Digest(request) && clock.GetUtcNow().ToUnixTimeSeconds() <= state.Until
            ? state
            : null;

    // One answer to every fault: it tells nothing about the state.
    private async Task<Round> InvalidAsync(ToolRequest request, Caller caller) => new()
    {
        Refused = await governor.RefuseAsync(request, caller, Rules.Approvals.StateInvalid,
            "`requestState` does not belong to this call, is too late or was used; make the call again, without `requestState` and `inputResponses`"),
    };

    private static string Digest(ToolRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(CanonicalJson.Recordable(
            request.Arguments is { } arguments ? JsonNode.Parse(arguments.GetRawText()) : null))));
}
