using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Server;

namespace GovernedMcp.Bench;

/// <summary>The least that the protocol's SDK makes a stdio server of: one tool, no configuration, no store.</summary>
internal static class BareServer
{
    public const string Mode = "bare-server";

    public static async Task RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddMcpServer().WithStdioServerTransport().WithTools([McpServerTool.Create((string text) => text, new() { Name = "echo", Description = "Says it again." })]);
        using var host = builder.Build();
        await host.RunAsync();
    }
}
