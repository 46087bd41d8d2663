using System.Collections.Frozen;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>The origins of portal.yaml as they were written; what is left out falls back to the origin of base_url.</summary>
internal sealed record OriginsEntry(
    Place At, IReadOnlyList<OriginEntry>? Navigate, IReadOnlyList<OriginEntry>? Login, IReadOnlyList<OriginEntry>? Resource, IReadOnlyList<string> Socket)
{
    public static Shape<OriginsEntry> Shape { get; } = Shaped.Map<OriginsEntry>(keys =>
    {
        var several = Shaped.ListOf(OriginEntry.Shape, min: 1);
        var navigate = keys.May("navigate", several, "Where a session may go");
        var login = keys.May("login", several, "Where a credential may be typed; left out: the same as navigate");
        var resource = keys.May("resource", several, "Where pages may load pictures, styles and scripts from");
        var socket = keys.List("socket", AddressShapes.Socket, "Web sockets that pages may open, `wss://host`; what goes through one is not judged");
        return () => new OriginsEntry(keys.At, navigate, login, resource, socket);
    });

    public static Origins Resolve(OriginsEntry? written, Located<Uri> baseUrl, Reading reading)
    {
        var home = Origins.Of(baseUrl.Value);
        var navigate = Plain(written?.Navigate) ?? Plain([new(home, Inspect: true)])!;
        if (!navigate.Contains(home))
        {
            reading.Error(written!.At, ConfigCodes.SkillOrigin, $"`navigate` lacks the origin of `base_url`; add {Quoted.Of(home)}");
        }

        return new Origins
        {
            Navigate = navigate,
            Login = Plain(written?.Login) ?? navigate,
            Resource = Plain(written?.Resource) ?? Plain([new(home, Inspect: true)])!,
            Socket = (written?.Socket ?? []).ToFrozenSet(StringComparer.Ordinal),
            Uninspected = Plain([.. Unread(written?.Navigate), .. Unread(written?.Login), .. Unread(written?.Resource)])!,
        };
    }

    private static FrozenSet<string>? Plain(IReadOnlyList<OriginEntry>? origins) => origins?.Select(one => one.Origin).ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<OriginEntry> Unread(IReadOnlyList<OriginEntry>? origins) => (origins ?? []).Where(one => !one.Inspect);

    /// <summary>An absolute start address must be where a session may go and a credential may be typed.</summary>
    public static void CheckLogin(Located<LoginRecipe> login, Origins origins, Reading reading)
    {
        if (login.Value.Start is "" or ['/', ..]) return;
        var origin = Origins.Of(new Uri(login.Value.Start));
        if (!origins.Login.Contains(origin) && !origins.Navigate.Contains(origin))
        {
            reading.Error(login.At, ConfigCodes.SkillOrigin, $"`start` is on {Quoted.Of(origin)}, which is not among `origins`; add it to `login`, or start under `base_url`");
        }
    }
}
