using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Running;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Cli;

/// <summary>
/// Where people look at a portal to write its Skill: a policy for this one command, whose only workflow may sign in to this one
/// portal and read. It goes the one road, so that no credential opens without a permit and everything is on record.
/// </summary>
internal sealed class Workshop : IAsyncDisposable
{
    /// <summary>No entry of the registry can have this name, so no right of one is used.</summary>
    public const string Workflow = "cli:workshop";

    private readonly LocalStore _store;
    private readonly ServiceProvider _parts;
    private readonly Portal _portal;
    private readonly Caller _caller = new() { Workflow = Workflow, KeyId = "cli", HeldBy = Operator.Name };
    private readonly ConcurrentDictionary<string, byte> _denied = new(StringComparer.Ordinal);

    private Workshop(LocalStore store, ServiceProvider parts, Portal portal) => (_store, _parts, _portal) = (store, parts, portal);

    private Surveyor Surveyor => ActivatorUtilities.CreateInstance<Surveyor>(_parts);

    /// <summary>Where pages wanted to go and were not let out, a sentence each.</summary>
    public IReadOnlyList<string> Denied => [.. _denied.Keys.Order(StringComparer.Ordinal).Take(20)];

    public static async Task<Workshop> OpenAsync(Places places, LoadedPolicy loaded, Portal portal, CredentialName? credential, string command)
    {
        var store = places.OpenStore();
        try
        {
            await store.KeepAsync(loaded);
            // On record before anything is opened.
            await store.Audit.AppendAsync(new AuditEntry
            {
                Type = AuditTypes.WorkshopOpened,
                Actor = Operator.Name,
                Agent = Workflow,
                PolicyDigest = loaded.Policy.Revision,
                Scope = portal.Name,
                Facts = new Redactor().Redact(new JsonObject { ["command"] = command, ["origin"] = portal.BaseUrl.AbsoluteUri, ["credential"] = credential?.Value }),
            });
            var narrow = loaded with { Policy = Narrow(loaded.Policy, portal, credential) };
            var parts = new ServiceCollection().AddLogging().AddGovernedMcp(store, new PolicyLoader(places.ConfigFolder, TimeProvider.System), narrow).BuildServiceProvider();
            var workshop = new Workshop(store, parts, portal);
            await ActivatorUtilities.CreateInstance<SessionRecords>(parts).StartAsync(CancellationToken.None);
            parts.GetRequiredService<BrowserHost>().EgressDenied += (_, denial) => workshop._denied.TryAdd($"a page wanted `{denial.Request.Method} {denial.Request.Origin}`: {denial.Why}", 0);
            return workshop;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Looks around without signing in.</summary>
    /// <exception cref="CliFault">There is no browser, or the portal cannot be reached.</exception>
    public Task<PortalSurvey> LookAsync(Uri start, int pages, IProgress<string> progress, CancellationToken cancel) => FaultsToldAsync(() =>
        Surveyor.LookAsync(_portal, start, Facts(), pages, progress, cancel));

    /// <summary>Signs in on the one road, then looks around.</summary>
    /// <exception cref="CliFault">Signing in was refused, held, or did not succeed.</exception>
    public async Task<PortalSurvey> SignInAndLookAsync(int pages, IProgress<string> progress, CancellationToken cancel)
    {
        var (handle, _) = await SignInAsync(cancel);
        return await FaultsToldAsync(() => Surveyor.LookAsync(handle, pages, progress, cancel));
    }

    /// <summary>Signs in on the one road, then tries each check, in order.</summary>
    /// <exception cref="CliFault">Signing in was refused, held, or did not succeed.</exception>
    /// <param name="parameters">Values for sections that need some.</param>
    /// <param name="keep">Is given the page of each check that was found, as a file, and its name; null: none is kept.</param>
    public async Task<IReadOnlyList<PartReport>> ProbeAsync(IReadOnlyList<string> checks, IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldValue>> parameters, Action<string, string>? keep, CancellationToken cancel)
    {
        var prober = new Prober(_parts.GetRequiredService<BrowserHost>(), _parts.GetRequiredService<SessionTable>()) { Parameters = parameters };
        var signIn = keep is null ? null : await FaultsToldAsync(() => prober.TakeSignInAsync(_portal, Facts(), cancel));
        var (handle, warnings) = await SignInAsync(cancel);
        var (reports, kept) = (new List<PartReport>(), new HashSet<string>(StringComparer.Ordinal));
        if (signIn is not null) Keep("login", signIn);
        foreach (var check in checks)
        {
            var report = check == "login" ? new PartReport(check) { Notes = Prober.Drift(warnings) } : await FaultsToldAsync(() => prober.ProbeAsync(handle, check, cancel));
            reports.Add(report);
            if (keep is null || check == "login" || report is not { Fault: null, NotTried: false } || kept.Contains(PageFixture.FileOf(_portal, check))) continue;
            Keep(check, await FaultsToldAsync(() => prober.TakeAsync(handle, cancel)));
        }

        return reports;

        void Keep(string check, string page)
        {
            var file = PageFixture.FileOf(_portal, check);
            if (kept.Add(file)) keep!(file, _parts.GetRequiredService<Redactor>().Anonymous(page));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        _store.Dispose();
    }

    private async Task<(string Handle, IReadOnlyList<string> Warnings)> SignInAsync(CancellationToken cancel)
    {
        var arguments = JsonSerializer.SerializeToElement(new { portal = _portal.Name });
        var reply = await _parts.GetRequiredService<Governor>().InvokeAsync(new ToolRequest("portal_login", arguments), new Identification.Known(_caller), new Progress<BlockProgress>(), cancel);
        var envelope = reply.Envelope.Node!;
        return reply.Outcome == ReplyOutcome.Completed
            ? (envelope["data"]!["session"]!.GetValue<string>(), [.. envelope["warnings"]?.AsArray().Select(warning => warning!.GetValue<string>()) ?? []])
            : throw new CliFault(envelope["message"]?.GetValue<string>() ?? "signing in did not succeed");
    }

    private SessionFacts Facts() => new() { Handle = Ids.New("s"), Workflow = Workflow, KeyId = _caller.KeyId, Portal = _portal.Name, OpenedAt = TimeProvider.System.GetUtcNow() };

    private static async Task<T> FaultsToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BlockFault fault)
        {
            throw new CliFault(fault.Message);
        }
    }

    // Everything that reads, on this portal alone. The rails' gates and limits stay.
    private static Policy Narrow(Policy policy, Portal portal, CredentialName? credential)
    {
        var scope = new PortalScope
        {
            Portal = portal.Name,
            Credential = credential,
            Sections = PartGrants.All with { Found = true },
            Tables = PartGrants.All with { Found = true },
            Records = PartGrants.All with { Found = true },
            Source = SourceMark.BuiltIn,
        };
        var workflow = new Workflow
        {
            Name = Workflow,
            Purpose = "Looks at a portal to write its Skill.",
            Owner = Workflow,
            Accountable = Operator.Name,
            Status = WorkflowStatus.Active,
            Review = ReviewRhythm.Default,
            Scope = new Scope(new[] { KeyValuePair.Create(portal.Name, scope) }.ToFrozenDictionary()),
            Limits = WorkflowLimits.None,
            Gates = [],
            Waivers = [],
            Source = SourceMark.BuiltIn,
        };
        return new Policy
        {
            Revision = policy.Revision,
            Rails = policy.Rails with { Sessions = policy.Rails.Sessions with { Keep = null } },
            People = policy.People,
            Registry = new WorkflowRegistry([workflow]),
            Portals = new[] { KeyValuePair.Create(portal.Name, portal) }.ToFrozenDictionary(),
        };
    }
}
