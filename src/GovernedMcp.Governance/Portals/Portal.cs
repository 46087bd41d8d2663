using System.Collections.Frozen;

namespace GovernedMcp.Governance.Portals;

/// <summary>
/// A web system that workflows touch, as its Skill describes it: where it is, how one signs in, and which named parts it has.
/// It says what is there; what a workflow may do with it is the registry's business.
/// </summary>
public sealed record Portal
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public string? UiVersion { get; init; }

    /// <summary>Absolute, without a trailing slash; declared paths are under it.</summary>
    public required Uri BaseUrl { get; init; }

    public required Origins Origins { get; init; }
    public PortalLocale Locale { get; init; } = PortalLocale.Default;

    /// <summary>Unsafe requests that a read may need, such as <c>POST /search</c>.</summary>
    public IReadOnlyList<KnownRequest> Writes { get; init; } = [];

    /// <summary>What its pages send by themselves: never let out, and no sign of anything.</summary>
    public IReadOnlyList<KnownRequest> Background { get; init; } = [];

    /// <summary>Null: the login block finds the form by itself, at <c>base_url</c>.</summary>
    public LoginRecipe? Login { get; init; }

    public SessionRules Session { get; init; } = new();
    public FrozenDictionary<string, Section> Sections { get; init; } = FrozenDictionary<string, Section>.Empty;
    public FrozenDictionary<string, Table> Tables { get; init; } = FrozenDictionary<string, Table>.Empty;
    public FrozenDictionary<string, DetailRecord> Records { get; init; } = FrozenDictionary<string, DetailRecord>.Empty;
    public FrozenDictionary<string, Form> Forms { get; init; } = FrozenDictionary<string, Form>.Empty;
    public FrozenDictionary<string, DownloadPart> Downloads { get; init; } = FrozenDictionary<string, DownloadPart>.Empty;
    public IReadOnlyList<DialogRule> Dialogs { get; init; } = [];
    public IReadOnlyList<FailureRule> Failures { get; init; } = [];
    public IReadOnlyList<Quirk> Quirks { get; init; } = [];

    /// <summary>What is checked regularly, and how often. Null: nothing.</summary>
    public Probe? Probe { get; init; }

    /// <summary>What the model is served: SKILL.md and its references. Guidance, never authority.</summary>
    public required SkillText Guidance { get; init; }

    /// <summary>SHA-256 over every file of the Skill folder, lower-case hexadecimal.</summary>
    public required string SkillDigest { get; init; }

    public required SourceMark Source { get; init; }
}

/// <summary>The origins (scheme, host, port) a session may reach, by what for. Every other one is denied at the network.</summary>
public sealed record Origins
{
    public required FrozenSet<string> Navigate { get; init; }

    /// <summary>Where a credential may be typed. Falls back to <see cref="Navigate"/> when the Skill names none.</summary>
    public required FrozenSet<string> Login { get; init; }

    public required FrozenSet<string> Resource { get; init; }

    /// <summary>Web sockets that pages may open, <c>wss://host:443</c>. What goes through one is not judged.</summary>
    public FrozenSet<string> Socket { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Those of them whose encrypted traffic passes unread: their methods, paths and bodies are seen by nobody.</summary>
    public FrozenSet<string> Uninspected { get; init; } = FrozenSet<string>.Empty;

    public bool Reachable(string origin) => Navigate.Contains(origin) || Login.Contains(origin) || Resource.Contains(origin);

    /// <summary>An origin in its one canonical form: lower-case, the port always written, <c>https://host:443</c>.</summary>
    public static string Of(Uri address) => $"{address.Scheme}://{address.IdnHost.ToLowerInvariant()}:{address.Port}";
}

/// <summary>How the portal writes numbers and dates. <paramref name="Date"/> is a .NET date pattern such as <c>dd.MM.yyyy</c>.</summary>
public sealed record PortalLocale(string Language, string TimeZone, char Decimal, string Date)
{
    public static PortalLocale Default { get; } = new("en-US", "UTC", '.', "yyyy-MM-dd");
}

/// <summary>A request by method and path glob (<c>*</c> within a segment).</summary>
public sealed record RequestPattern(string Method, string Path);

/// <summary>
/// A request that a Skill knows: by its address, and where others go there too, by the values of some of its fields, be they in its
/// query or in its body.
/// </summary>
public sealed record KnownRequest(RequestPattern Request, IReadOnlyDictionary<string, string> Fields)
{
    public KnownRequest(string method, string path)
        : this(new RequestPattern(method, path), FrozenDictionary<string, string>.Empty) { }

    /// <summary>Its address alone tells which it is.</summary>
    public bool ByAddress => Fields.Count == 0;
}

/// <summary>SKILL.md without its front matter, its description, and the reference files by relative name.</summary>
public sealed record SkillText(string Description, string Body, FrozenDictionary<string, string> References);
