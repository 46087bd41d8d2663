using GovernedMcp.Browser;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Explore;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Mcp.Asking;
using GovernedMcp.Server.Mcp.Changes;
using GovernedMcp.Server.Mcp.Files;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Lists;
using GovernedMcp.Server.Mcp.Skills;
using GovernedMcp.Server.Mcp.StdioTransport;
using GovernedMcp.Server.Mcp.Tasks;
using GovernedMcp.Server.Operations;
using GovernedMcp.Server.Running;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server;

/// <summary>Everything a running server is made of, on one page.</summary>
internal static class Composition
{
    public static IServiceCollection AddGovernedMcp(this IServiceCollection services, LocalStore store, PolicyLoader loader, LoadedPolicy loaded) => services
        .AddSingleton(TimeProvider.System)

        // Begun before anything else: nothing takes as long as the start of a browser.
        .AddHostedService<BrowserKeeping>()

        // The policy in force.
        .AddSingleton(loader)
        .AddSingleton(new PolicySource(loaded.Policy))
        .AddSingleton(new CredentialsInForce(loaded.Credentials))

        // The store.
        .AddSingleton(store)
        .AddSingleton(store.Keys)
        .AddSingleton<IAuditLog>(services => new TimedRecord(store.Audit, services.GetRequiredService<RoadSignals>()))
        .AddSingleton<IApprovalStore>(store.Approvals)
        .AddSingleton<IWorkflowStandings>(store.Standings)
        .AddSingleton<IFileShelf>(store.Files)
        .AddSingleton<ISignInStore>(store.SignIns)
        .AddSingleton<ICredentialSource>(services => new CredentialSource(() => services.GetRequiredService<CredentialsInForce>().Current))

        // The browser.
        .AddSingleton(new BrowserHostOptions { DataFolder = store.Folder.Path })
        .AddSingleton<BrowserHost>()
        .AddSingleton<SessionTable>()
        .AddSingleton<ISessionDirectory>(services => services.GetRequiredService<SessionTable>())

        // The tools.
        .AddSingleton<IToolBlock, ListPortalsBlock>()
        .AddSingleton<IToolBlock, DescribePortalBlock>()
        .AddSingleton<IToolBlock, OutcomeBlock>()
        .AddSingleton<IToolBlock, LoginBlock>()
        .AddSingleton<IToolBlock, NavigateBlock>()
        .AddSingleton<IToolBlock, ExtractBlock>()
        .AddSingleton<IToolBlock, ReadBlock>()
        .AddSingleton<IToolBlock>(services => new FillFormBlock(services.GetRequiredService<BrowserHost>(), services.GetRequiredService<SessionTable>(), store.Folder.Uploads))
        .AddSingleton<IToolBlock, SubmitBlock>()
        .AddSingleton<IToolBlock, DownloadBlock>()
        .AddSingleton<IToolBlock, ScreenshotBlock>()
        .AddSingleton<IToolBlock, SessionBlock>()
        .AddSingleton<IToolBlock, SnapshotBlock>()
        .AddSingleton<IToolBlock, ClickBlock>()
        .AddSingleton<IToolBlock, TypeBlock>()

        // The road.
        .AddSingleton<Redactor>()
        .AddSingleton(services => new FaultSink(services.GetRequiredService<FaultLog>().Write))
        .AddSingleton<FaultLog>()
        .AddSingleton<Governor>()

        // What is told about it.
        .AddSingleton<RoadSignals>()
        .AddSingleton<CallSignals>()
        .AddHostedService<LiveCounts>()

        // The protocol.
        .AddSingleton(new StateSeal(store.ReadStateKey))
        .AddSingleton<ApprovalAnswers>()
        .AddSingleton<SubmitSettling>()
        .AddSingleton<ClientApprovals>()
        .AddSingleton<PolicyTools>()
        .AddSingleton<TaskTable>()
        .AddSingleton<HeldCalls>()
        .AddSingleton<CallerSkills>()
        .AddSingleton<EndpointFeature, SkillsExtension>()
        .AddSingleton<EndpointFeature, SkillResources>()
        .AddSingleton<EndpointFeature, FileResources>()
        .AddSingleton<EndpointFeature, SkillPrompts>()
        .AddSingleton<EndpointFeature, SkillCompletions>()
        .AddSingleton<EndpointFeature, ListChanges>()
        .AddSingleton<EndpointFeature, Subscriptions>()
        .AddSingleton<EndpointFeature, Discovery>()
        .AddSingleton<EndpointFeature, TasksExtension>()
        .AddSingleton<McpEndpoint>()

        // What runs beside the calls.
        .AddHostedService<PolicyReload>()
        .AddHostedService<KillSwitchWatch>()
        .AddHostedService<SessionRecords>()
        .AddHostedService(services => services.GetRequiredService<TaskTable>());

    /// <summary>One client on stdin and stdout, known by the key that it started the process with.</summary>
    public static IServiceCollection AddStdio(this IServiceCollection services, PresentedKey key) => services
        .AddSingleton(key)
        .AddSingleton<CallerResolver, KeyCaller>()
        .AddSingleton<StdioHost>()
        .AddSingleton<Readiness>()
        .AddHostedService<ReadinessAtStart>()
        .AddHostedService<StdioConversation>();

    /// <summary>Many clients over HTTP, each known by what its requests prove.</summary>
    public static IServiceCollection AddHttp(this IServiceCollection services) => services
        .AddSingleton<CallerResolver, HttpCaller>()
        .AddHttpIdentity()
        .AddSingleton<Readiness>()
        .AddSingleton<HealthPages>()
        .AddSingleton<RequestLog>()
        .AddSingleton(new HttpTransportParts { Tools = ServedTools.All });
}
