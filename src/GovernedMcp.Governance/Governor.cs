using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance;

/// <summary>The one road of a tool call.</summary>
public sealed partial class Governor
{
    /// <summary>The tools that a caller may see now, with the portals each may be used on.</summary>
    public Task<IReadOnlyList<ToolOffer>> ListAsync(Identification who, CancellationToken cancel) => throw new NotImplementedException();

    public Task<ToolReply> InvokeAsync(ToolRequest request, Identification who, IProgress<BlockProgress> progress, CancellationToken cancel) => throw new NotImplementedException();
}

/// <summary>A tool and the caller's portals it may be used on; empty for tools about no portal in particular.</summary>
public sealed record ToolOffer(ToolDefinition Tool, IReadOnlyList<string> Portals);
