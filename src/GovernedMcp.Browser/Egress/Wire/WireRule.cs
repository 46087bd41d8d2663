using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>What a session may send right now beyond reading. A block sets it around its run; between calls it is <see cref="Reading"/>.</summary>
internal abstract record WireRule
{
    private WireRule() { }

    /// <summary>What changes nothing, and what the Skill says that reading needs.</summary>
    public sealed record Reading : WireRule
    {
        public static Reading It { get; } = new();
    }

    /// <summary>What changes nothing, and nothing else: whoever may click on anything sends not even what the Skill says that reading needs.</summary>
    public sealed record Exploring : WireRule
    {
        public static Exploring It { get; } = new();
    }

    /// <summary>The same as reading, while a file is awaited.</summary>
    public sealed record Fetching(AwaitedFile File) : WireRule;

    /// <summary>Besides, anything to where credentials are typed; the secrets themselves only as <see cref="WireSecrets"/> says.</summary>
    public sealed record SigningIn(WireSecrets? Secrets = null) : WireRule
    {
        public static SigningIn It { get; } = new();
    }

    /// <summary>Besides, one request: the one that the sign-out control would send.</summary>
    public sealed record SigningOut(string Method, string Origin, string Path) : WireRule
    {
        private int _taken;

        /// <summary>It was sent.</summary>
        public bool IsTaken => Volatile.Read(ref _taken) != 0;

        public bool Takes(EgressRequest request) =>
            request.Method == Method && request.Origin == Origin && request.Path == Path && Interlocked.Exchange(ref _taken, 1) == 0;
    }

    /// <summary>The one request of a plan, once; before it left, of what reading needs no more than docs/adr/0041 and 0042 say.</summary>
    public sealed record Submitting(HeldSubmit Held) : WireRule;
}

/// <summary>Whether a request is of a kind that a Skill names.</summary>
internal static class RequestPatterns
{
    /// <summary>Paths of patterns are under the base address, like every path of a Skill; on another origin they stand for themselves.</summary>
    public static bool Matches(this RequestPattern pattern, Portal portal, EgressRequest request)
    {
        var home = request.Origin == Origins.Of(portal.BaseUrl) ? new Uri(PageAddress.RootOf(portal.BaseUrl, pattern.Path)).AbsolutePath.TrimEnd('/') : "";
        return request.Method == pattern.Method && portal.Origins.Reachable(request.Origin) && SegmentsMatch((home + pattern.Path).Split('/'), request.Path.Split('/'));
    }

    /// <summary>
    /// Besides, each value that tells it apart is there, once: of a name that comes twice servers take the one or the other, and some take names for the same
    /// that differ in their points and blanks (https://www.php.net/manual/en/language.variables.external.php).
    /// </summary>
    public static bool Matches(this KnownRequest known, Portal portal, EgressRequest request, string query, IReadOnlyList<WireField> body)
    {
        if (!known.Request.Matches(portal, request)) return false;
        var sent = body.Concat(WireBody.Pairs(query)).ToLookup(field => PlannedRequest.Bare(field.Name.Split('[')[0]));
        return known.Fields.All(wanted => sent[PlannedRequest.Bare(wanted.Key)].ToList() is [{ FileSize: null } only] && only.Name == wanted.Key && only.Value == wanted.Value);
    }

    // What a server may read as two parts fits only what spells it so.
    private static bool SegmentsMatch(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(pair => pair.First == pair.Second || (!pair.Second.Contains(WireAddress.InnerSlash, StringComparison.OrdinalIgnoreCase) && SegmentMatches(pair.First, pair.Second)));

    // A run in the middle: what stands before and after each `*` comes in this order.
    private static bool SegmentMatches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1 || text.Length < pattern.Length - parts.Length + 1 || !text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(parts[0].Length, text.Length - parts[0].Length - parts[^1].Length);
        foreach (var part in parts[1..^1])
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0) return false;
            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
