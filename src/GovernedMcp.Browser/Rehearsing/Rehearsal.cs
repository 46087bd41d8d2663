using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Rehearsing;

/// <summary>
/// Signs in, reads a table, fills and sends a form on the <see cref="RehearsedPortal"/>, as the blocks do it: what runs for the first time
/// is compiled then, and not while somebody waits. It asks no permit, as nothing of it reaches anything but the browser; nothing is kept.
/// </summary>
internal static class Rehearsal
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="context">Is closed at the end. Its requests are answered by a <see cref="RehearsedPortal"/>.</param>
    /// <returns>How many rows were read, and how sending the form ended.</returns>
    /// <exception cref="BlockFault">It did not go as it should.</exception>
    public static async Task<(int Rows, SubmitState Sent)> RunAsync(SessionContext context, TimeProvider clock, CancellationToken cancel)
    {
        var portal = RehearsedPortal.Portal;
        context.Bind(portal, _ => { }, (_, _) => { });
        var facts = new SessionFacts { Handle = Ids.New("s"), Workflow = "", KeyId = "", Portal = portal.Name, OpenedAt = clock.GetUtcNow() };
        await using var session = new BrowserSession(facts, portal, context, clock);
        return await session.ExclusiveAsync(Deadline, async limit =>
        {
            await SignInAsync(session, clock, limit);
            return (await ReadAsync(session, limit), await SendAsync(session, limit));
        }, cancel);
    }

    private static async Task SignInAsync(BrowserSession session, TimeProvider clock, CancellationToken cancel)
    {
        var name = new CredentialName("rehearsal/nobody");
        using var credential = new Credential(name, new Dictionary<string, Secret> { ["username"] = new("nobody"), ["password"] = new("of-no-use-0") });
        using var turn = new SemaphoreSlim(0);
        await using var attempt = new Attempt(new NoAccounts(), clock, new SignInAccount("", session.Portal.Name, name), "", turn) { Standing = AccountStanding.Clean, Value = "", Skill = "" };
        var secrets = new WireSecrets(session.Portal, inPage: false);
        using var wire = session.Wire.Under(new WireRule.SigningIn(secrets));
        var outcome = new LoginOutcome(session, session.Portal.Login, secrets);
        var typing = new CredentialTyping(session, credential, attempt, secrets);
        await Visits.GoAsync(session, PageAddress.Under(session.Portal, session.Portal.Login!.Start), cancel);
        foreach (var step in session.Portal.Login.Steps)
        {
            if (step is LoginStep.Fill fill) await typing.FillAsync(fill.Into, fill.SecretPart, cancel);
            if (step is not LoginStep.Click click) continue;
            await outcome.RememberAsync(cancel);
            await typing.PressAsync(click.Element, cancel);
        }

        await outcome.WaitAsync(cancel);
        await session.SettleAsync(cancel, Settling.Arrival);
        await session.StateAsync(cancel);
    }

    private static async Task<int> ReadAsync(BrowserSession session, CancellationToken cancel)
    {
        var table = session.Portal.Tables.Values.Single();
        var aim = new TableAim
        {
            Name = table.Name,
            Declared = table,
            Columns = table.Columns,
            Shown = [.. table.Columns.Select(column => column.Key)],
            Where = new RowFilter(new Dictionary<string, Matcher>()),
            Granted = NameGrant.Everything,
            Locale = session.Portal.Locale,
        };
        await PartSection.EnsureAsync(session, table.Section, cancel);
        var reading = new TableReading(aim);
        var budget = RowBudget.For(rows: null, "csv");
        await reading.GoOnAsync(session, budget, new Progress<BlockProgress>(), cancel);
        new TableReply(reading, budget.Take(reading), null).Write("csv", await session.CurrentPageAsync(cancel));
        return reading.RowsRead;
    }

    private static async Task<SubmitState> SendAsync(BrowserSession session, CancellationToken cancel)
    {
        var form = session.Portal.Forms.Values.Single();
        var target = new FormTarget(form.Name, form, RehearsedPortal.Values.Keys);
        await PartSection.EnsureAsync(session, form.Section, cancel);
        var stages = await new FormFilling(session, target, new UploadFolder(null), RehearsedPortal.Values).FillAsync(new Progress<BlockProgress>(), cancel);
        var plan = FormPlan.Make(target, stages, session.Portal.Locale, RehearsedPortal.Values, [], []);
        new PlanReply(plan.Facts, target, stages, session.Portal.Locale, RehearsedPortal.Values, new HashSet<string>(), PlanReply.MostInFull).Data();

        var start = await Aftermath.ReadAsync(session, target, cancel);
        var sender = await target.RunAsync(session, "sender", [], cancel);
        var look = await target.LookAsync(session, patient: false, cancel);
        var held = new HeldSubmit(WirePlan.Of(session.Portal, (FormPlanState)plan.State, look, plan.Facts.Changes, session.Told), () => Task.CompletedTask);
        using var departures = new Departures(session.Page, held);
        using var wire = session.Wire.Under(new WireRule.Submitting(held));
        await Clicks.PressAsync(session, sender, Patience, cancel);
        return (await new SubmitRace(session, (FormPlanState)plan.State, departures, start) { Given = [] }.WaitAsync(Patience)).State;
    }

    /// <summary>There is no account that anything could be held against.</summary>
    private sealed class NoAccounts : ISignInStore
    {
        public string Mark(bool guessable, params IReadOnlyList<string> texts) => "";

        public Task<AccountStanding?> TryBeginAsync(SignInAccount account, string turn, TimeSpan atMost) => Task.FromResult<AccountStanding?>(AccountStanding.Clean);

        public Task SaveAsync(SignInAccount account, AccountStanding standing) => Task.CompletedTask;

        public Task EndAsync(SignInAccount account, string turn) => Task.CompletedTask;

        public Task<bool> TryUseCodeAsync(string seed, long step) => Task.FromResult(false);

        public Task BeginHandOffAsync(string id, HandOff what) => Task.CompletedTask;

        public Task EndHandOffAsync(string id) => Task.CompletedTask;

        public Task KeepAsync(KeptSession session, ReadOnlyMemory<byte> state) => Task.CompletedTask;

        public Task<KeptState?> FindKeptAsync(KeptSession session, DateTimeOffset notBefore) => Task.FromResult<KeptState?>(null);

        public Task ForgetAsync(string workflow, string portal) => Task.CompletedTask;
    }
}
