using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>The pages where people settle submits whose outcome is unknown, as the person their key proves.</summary>
internal sealed class SubmitPages(LocalStore store, SubmitSettling settling, PolicySource policies, ConsoleSignIn signIn)
{
    private const int MostListed = 200;

    public async Task ListAsync(HttpContext http)
    {
        if (await signIn.WhoAsync(http) is not { } session) await ConsoleSignIn.ShowAsync(http, to: null);
        else await ConsolePage.WriteAsync(http, "Did it happen?", SubmitListView.Render(http, await UnknownAsync(session, http.RequestAborted)), session);
    }

    public async Task ShowAsync(HttpContext http)
    {
        var plan = PlanOf(http);
        if (await signIn.WhoAsync(http) is not { } session) await ConsoleSignIn.ShowAsync(http, plan);
        else if (await FindAsync(plan, session, http.RequestAborted) is { } submit) await ShowAsync(http, submit, session);
        else await NotFoundAsync(http, session);
    }

    public async Task SettleAsync(HttpContext http)
    {
        if (await signIn.SignedFormAsync(http, PlanOf(http)) is not { } signed) return;
        var (form, session) = signed;
        if (await FindAsync(PlanOf(http), session, http.RequestAborted) is not { } submit)
        {
            await NotFoundAsync(http, session);
            return;
        }

        var comment = form["comment"].ToString().Trim();
        var found = form["found"].ToString();
        if (found is not ("happened" or "did-not-happen"))
        {
            await ShowAsync(http, submit, session, StatusCodes.Status400BadRequest, "Choose whether it happened.", comment);
            return;
        }

        // Not tied to the connection, as no answer of a person is.
        var objection = await settling.SettleAsync(submit, policies.Current, session.Who.Person, session.Who.KeyId, found == "happened", comment);
        if (objection is null) ConsoleSignIn.SeeOther(http, $"/approvals/submits/{submit.Facts.Plan}");
        else
        {
            var now = await store.Submits.FindAsync(submit.Facts.Plan, http.RequestAborted) ?? submit;
            await ShowAsync(http, now, session, ConsoleFault.StatusOf(objection.Rule), $"What you said does not count: {objection.Sentence}.", comment);
        }
    }

    /// <summary>What this person should know of, newest first.</summary>
    public async Task<IReadOnlyList<SubmitCase>> UnknownAsync(PersonSession session, CancellationToken cancel) =>
        [.. (await store.Submits.UnknownAsync(settledToo: false, MostListed, cancel)).Where(submit => MaySee(submit, session))];

    private Task ShowAsync(HttpContext http, SubmitCase submit, PersonSession session, int status = StatusCodes.Status200OK, string? wrong = null, string? kept = null) =>
        ConsolePage.WriteAsync(http, SubmitView.Title(submit), SubmitView.Render(http, submit, session, SubmitSettling.Check(submit, session.Who.Person, policies.Current), wrong, kept), session, status);

    // Unknown here, misspelt, somebody else's, and one that was never in doubt: one answer.
    private static Task NotFoundAsync(HttpContext http, PersonSession session) =>
        ConsoleFault.WriteAsync(http, StatusCodes.Status404NotFound, "There is no such submit for you. See what waits for you, or ask who sent you the link.", session);

    private async Task<SubmitCase?> FindAsync(string plan, PersonSession session, CancellationToken cancel) =>
        await store.Submits.FindAsync(plan, cancel) is { } submit && (submit.Facts.State == SubmitState.Unknown || submit.Facts.Settled is not null) && MaySee(submit, session) ? submit : null;

    private bool MaySee(SubmitCase submit, PersonSession session) =>
        submit.RequestedBy == session.Who.Person || SubmitSettling.Concerns(submit, session.Who.Person, policies.Current);

    private static string PlanOf(HttpContext http) => http.Request.RouteValues["plan"] as string ?? "";
}
