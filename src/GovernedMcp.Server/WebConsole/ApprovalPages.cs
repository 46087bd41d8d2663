using GovernedMcp.Governance.Approvals;
using GovernedMcp.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.WebConsole;

/// <summary>The pages where people answer held calls, as the person their key proves. A workflow's key opens nothing here.</summary>
internal sealed class ApprovalPages(LocalStore store, ApprovalAnswers answers, SubmitPages submits, ConsoleSignIn signIn, TimeProvider clock)
{
    private const int MostListed = 200;

    /// <summary>Shows what waits for the person.</summary>
    public async Task ListAsync(HttpContext http)
    {
        if (await signIn.WhoAsync(http) is not { } session)
        {
            await ConsoleSignIn.ShowAsync(http, to: null);
            return;
        }

        var open = (await store.Approvals.ListAsync(MostListed, http.RequestAborted))
            .Where(approval => approval.StateAt(clock.GetUtcNow()) == ApprovalState.Pending && MaySee(approval, session)).ToList();
        await ConsolePage.WriteAsync(http, "Approvals", ApprovalListView.Render(http, open, (await submits.UnknownAsync(session, http.RequestAborted)).Count), session);
    }

    public async Task ShowAsync(HttpContext http)
    {
        var id = IdOf(http);
        if (await signIn.WhoAsync(http) is not { } session) await ConsoleSignIn.ShowAsync(http, id);
        else if (await FindAsync(id, session, http.RequestAborted) is { } approval) await ShowAsync(http, approval, session);
        else await NotFoundAsync(http, session);
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var id = IdOf(http);
        if (await signIn.SignedFormAsync(http, id) is not { } signed) return;
        var (form, session) = signed;
        if (await FindAsync(id, session, http.RequestAborted) is not { } approval) await NotFoundAsync(http, session);
        else if (form["digest"] != approval.Digest) await ShowAsync(http, approval, session, StatusCodes.Status409Conflict, "The form was for another request. This is what waits now; look at it again.");
        else await TakeAsync(http, approval, session, form["decision"].ToString(), form["reason"].ToString().Trim());
    }

    private async Task TakeAsync(HttpContext http, Approval approval, PersonSession session, string decision, string reason)
    {
        if (decision is not ("approve" or "refuse"))
        {
            await ShowAsync(http, approval, session, StatusCodes.Status400BadRequest, "Choose whether you approve or refuse.", reason);
            return;
        }

        // Not tied to the connection: an answer that was sent is taken, whether or not the browser waits for the page.
        var objection = await answers.AnswerAsync(approval.Id, session.Who.Person, session.Who.KeyId, decision == "approve", reason, CancellationToken.None);
        if (objection is null)
        {
            ConsoleSignIn.SeeOther(http, $"/approvals/{approval.Id}");
            return;
        }

        var now = await store.Approvals.FindAsync(approval.Id, http.RequestAborted) ?? approval;
        await ShowAsync(http, now, session, ConsoleFault.StatusOf(objection.Rule), $"Your answer does not count: {objection.Sentence}.", reason);
    }

    private Task ShowAsync(HttpContext http, Approval approval, PersonSession session, int status = StatusCodes.Status200OK, string? wrong = null, string? kept = null) =>
        ConsolePage.WriteAsync(http, ApprovalView.Title(approval), ApprovalView.Render(http, approval, session, clock.GetUtcNow(), wrong, kept), session, status);

    // Unknown, misspelt and somebody else's: one answer.
    private static Task NotFoundAsync(HttpContext http, PersonSession session) =>
        ConsoleFault.WriteAsync(http, StatusCodes.Status404NotFound, "There is no such approval for you. See what waits for you, or ask who sent you the link.", session);

    private async Task<Approval?> FindAsync(string id, PersonSession session, CancellationToken cancel) =>
        await store.Approvals.FindAsync(id, cancel) is { } approval && MaySee(approval, session) ? approval : null;

    private static bool MaySee(Approval approval, PersonSession session) =>
        approval.RequestedBy == session.Who.Person || approval.Asks.Any(ask => ask.Members.Contains(session.Who.Person));

    private static string IdOf(HttpContext http) => http.Request.RouteValues["id"] as string ?? "";
}

internal static class ApprovalPagesMapping
{
    /// <summary>Serves <c>/approvals</c> and what is under it. Nothing of the pages exists before this is called.</summary>
    public static void MapApprovalPages(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var signIn = ActivatorUtilities.CreateInstance<ConsoleSignIn>(services);
        var submits = ActivatorUtilities.CreateInstance<SubmitPages>(services, signIn);
        var pages = ActivatorUtilities.CreateInstance<ApprovalPages>(services, submits, signIn);
        var group = endpoints.MapGroup("/approvals");
        group.MapGet("", (RequestDelegate)pages.ListAsync);
        group.MapPost("/sign-in", (RequestDelegate)signIn.SignInAsync);
        group.MapPost("/sign-out", (RequestDelegate)signIn.SignOutAsync);
        group.MapGet("/submits", (RequestDelegate)submits.ListAsync);
        group.MapGet("/submits/{plan}", (RequestDelegate)submits.ShowAsync);
        group.MapPost("/submits/{plan}", (RequestDelegate)submits.SettleAsync);
        group.MapGet("/{id}", (RequestDelegate)pages.ShowAsync);
        group.MapPost("/{id}", (RequestDelegate)pages.AnswerAsync);
    }
}
