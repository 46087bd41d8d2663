using System.Text;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>The server's mark, a gate, drawn in the text colour of whoever shows it. Small: a client may be told it with every reply.</summary>
internal static class ServerIcon
{
    private const string Drawing =
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="none" stroke="#888" stroke-width="2" d="M2 15V8a6 6 0 0112 0v7M6 15V6m4 9V6M2 10h12"/></svg>""";

    public static Icon Icon { get; } = new()
    {
        Source = $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Drawing))}",
        MimeType = "image/svg+xml",
        Sizes = ["any"],
    };
}
