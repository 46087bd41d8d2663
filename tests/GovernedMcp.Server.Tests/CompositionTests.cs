using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Cli;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Tests;

public sealed class CompositionTests
{
    [Fact]
    public async Task Every_tool_of_the_catalogue_has_its_block()
    {
        using var folders = new TrialFolders();
        var places = new Places(folders.Config, folders.Skills, folders.Data);
        using var store = LocalStore.Open(folders.Data, TimeProvider.System);
        using var key = PresentedKey.Take(file: null, "GOVERNED_MCP_TEST_NO_KEY");
        await using var services = new ServiceCollection()
            .AddLogging().AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime>(_ => throw new NotSupportedException())
            .AddGovernedMcp(store, new PolicyLoader(places.ConfigFolder, TimeProvider.System), places.LoadPolicy()).AddStdio(key)
            .BuildServiceProvider();
        services.GetServices<IToolBlock>().Select(block => block.Tool).Order().ShouldBe(ToolCatalog.All.Select(tool => tool.Name).Order());
        var options = services.GetRequiredService<McpEndpoint>().Options;
        options.ToolCollection!.ShouldBeEmpty();
        options.ResourceCollection!.ShouldBeEmpty();
        options.PromptCollection!.ShouldBeEmpty();

        // Every feature there is, is served.
        var features = typeof(EndpointFeature).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EndpointFeature)));
        services.GetServices<EndpointFeature>().Select(feature => feature.GetType()).ShouldBe(features, ignoreOrder: true);
    }
}
