using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>The keys of every issuer that was asked for so far. Which issuers are believed is the policy's business, at every request anew.</summary>
internal sealed partial class IssuerDirectory(IssuerDocuments documents, TimeProvider clock, ILogger<IssuerDirectory> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IssuerKeys>> _issuers = new(StringComparer.Ordinal);

    /// <param name="issuer">One that the policy names, so that tokens cannot make this grow.</param>
    public Task<KeyLookup> FindKeysAsync(string issuer, string kid, CancellationToken cancel) =>
        _issuers.GetOrAdd(issuer, name => new(() => new IssuerKeys(name, documents, clock, Unreachable))).Value.FindAsync(kid, cancel);

    public void Dispose()
    {
        foreach (var keys in _issuers.Values) keys.Value.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the keys of issuer {Issuer} cannot be fetched: {Why}")]
    private partial void Unreachable(string issuer, string why);
}
