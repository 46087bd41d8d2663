using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Road;

/// <summary>A credential that a block asks for because the portal ended the session.</summary>
public sealed class SignInAgainTests
{
    private readonly World _world = new();

    public SignInAgainTests() => _world.Navigate.Body = async (_, run) =>
    {
        using var credential = await run.OpenAgainAsync(CancellationToken.None);
        return new BlockResult { Message = $"it was {credential.Parts["password"].Reveal()}" };
    };

    [Fact]
    public async Task It_is_on_record_before_it_opens_and_redacted_like_any_other()
    {
        var reply = await NavigateAsync();
        reply.Outcome.ShouldBe(ReplyOutcome.Completed);
        reply.Envelope.Json.ShouldNotContain("CANARY");
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe([AuditTypes.Intent, AuditTypes.SigningInAgain, AuditTypes.Outcome]);
        _world.Credentials.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Where_signing_in_asks_people_it_stays_closed()
    {
        _world.Change(null, World.Ask("logins", ActKind.Login, "leads"));
        var reply = await NavigateAsync();
        reply.Envelope.Json.ShouldContain("session.expired");
        _world.Credentials.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task A_workflow_that_is_stopped_in_the_middle_of_the_call_gets_none()
    {
        var body = _world.Navigate.Body;
        _world.Navigate.Body = (permit, run) =>
        {
            _world.Change(workflow => workflow with { Status = WorkflowStatus.Suspended });
            return body(permit, run);
        };
        await NavigateAsync();
        _world.Credentials.Opened.ShouldBe(0);
    }

    private Task<ToolReply> NavigateAsync() => _world.CallAsync("portal_navigate", """{"session":"SESSION","section":"invoices"}""");
}
