using System.Collections.Frozen;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>The origins of portal.yaml as they were written; what is left out falls back to the origin of base_url.</summary>
internal sealed record OriginsEntry(Place At, IReadOnlyList<string>? Navigate, IReadOnlyList<string>? Login, IReadOnlyList<string>? Resource)
{
    public static Shape<OriginsEntry> Shape { get; } = Shaped.Map<OriginsEntry>(keys =>
    {
        var several = Shaped.ListOf(AddressShapes.Origin, min: 1);
        var navigate = keys.May("navigate", several, "Where a session may go");
        var login = keys.May("login", several, "Where a credential may be typed; left out: the same as navigate");
        var resource = keys.May("resource", several, "Where pages may load pictures, styles and scripts from");
        return () => new OriginsEntry(keys.At, navigate, login, resource);
    });

    public static Origins Resolve(OriginsEntry? written, Located<Uri> baseUrl, Reading reading)
    {
        var home = Origins.Of(baseUrl.Value);
        var navigate = (written?.Navigate ?? [home]).ToFrozenSet(StringComparer.Ordinal);
        if (!navigate.Contains(home))
        {
            reading.Error(written!.At, ConfigCodes.SkillOrigin, $"`navigate` lacks the origin of `base_url`; add {Quoted.Of(home)}");
        }

        return new Origins
        {
            Navigate = navigate,
            Login = written?.Login?.ToFrozenSet(StringComparer.Ordinal) ?? navigate,
            Resource = (written?.Resource ?? [home]).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>An absolute start address must be where a session may go and a credential may be typed.</summary>
    public static void CheckLogin(Located<LoginRecipe> login, Origins origins, Reading reading)
    {
        if (login.Value.Start.StartsWith('/')) return;
        var origin = Origins.Of(new Uri(login.Value.Start));
        if (!origins.Login.Contains(origin) && !origins.Navigate.Contains(origin))
        {
            reading.Error(login.At, ConfigCodes.SkillOrigin, $"`start` is on {Quoted.Of(origin)}, which is not among `origins`; add it to `login`, or start under `base_url`");
        }
    }
}
