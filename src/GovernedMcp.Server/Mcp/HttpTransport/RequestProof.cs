using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Tasks;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Who sends a request, by this very request; and whether the token it came with is good for what it asks.</summary>
internal sealed class RequestProof(BearerAuthentication authentication, Challenges challenges, TaskTable tasks)
{
    private static readonly string[] TokenParameters = ["access_token", "token", "api_key", "key"];

    /// <exception cref="RequestRefused">It proves nobody (401), or the issuer cannot be asked (503).</exception>
    public async Task<Authentication.Proven> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var header = request.Headers.Authorization;
        if (TokenParameters.Any(request.Query.ContainsKey)) throw Rejected("a key or token was in the address, where it ends up in logs; send it in the Authorization header");
        if (header.Count > 1) throw Rejected("more than one Authorization header was given; send one");
        return await authentication.ReadAsync(header.Count == 0 ? null : header[0], cancel) switch
        {
            Authentication.Proven proven => proven,
            Authentication.Rejected rejected => throw Refusal(rejected),
            _ => throw new InvalidOperationException("authentication ends proven or rejected"),
        };
    }

    /// <exception cref="RequestRefused">The token lacks a scope (403): all that the operation needs are named, so that the client asks once.</exception>
    public void CheckScopes(Authentication.Proven proven, JsonRpcMessage message, string? id)
    {
        if (message is not JsonRpcRequest request) return;

        // Asking for a task may set its call going, so it needs what the call needs.
        var tool = MirroredHeaders.ToolOf(request) ?? tasks.ToolOf(request, proven.Caller);
        if (ScopeDemands.Unmet(request.Method, tool, proven) is not { } scopes) return;
        throw new RequestRefused(StatusCodes.Status403Forbidden, Framing.FrameCodes.InvalidRequest, $"the token lacks a scope of this operation: {string.Join(' ', scopes)}")
        {
            Id = id,
            Headers = Challenge(challenges.InsufficientScope(scopes)),
        };
    }

    private RequestRefused Rejected(string sentence) => Refusal(new Authentication.Rejected(Rules.Identity.UnknownKey, sentence, TokenGiven: true));

    private RequestRefused Refusal(Authentication.Rejected rejected) => Challenges.Status(rejected) == StatusCodes.Status503ServiceUnavailable
        ? RequestSlots.Busy(rejected.Sentence)
        : new RequestRefused(Challenges.Status(rejected), null, rejected.Sentence) { Headers = Challenge(challenges.Unauthorized(rejected)) };

    private static Dictionary<string, string> Challenge(string value) => new() { ["WWW-Authenticate"] = value };
}
