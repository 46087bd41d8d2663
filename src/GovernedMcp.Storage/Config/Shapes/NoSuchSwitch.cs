using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Keys that people try because other products have them: switches that would turn safety off. There are none; we say why.</summary>
internal static class NoSuchSwitch
{
    private static readonly string[] Approving = ["autoapprove", "autoapproval", "preapprove", "preapproved", "skipapproval", "noapproval", "alwaysallow", "allow", "approve"];
    private static readonly string[] Disabling = ["bypass", "disableaudit", "enableaudit", "auditenabled", "noaudit", "disablegates", "trust", "trusted", "unsafe", "allowall", "enabled", "disabled"];

    public static string? Explain(string key)
    {
        var plain = key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Approving.Contains(plain)) return $"{Quoted.Of(key)} does not exist: nothing approves by itself; use `ask: <group>`, or `waive` the form with a reason and an end";
        return Disabling.Contains(plain) ? $"{Quoted.Of(key)} does not exist: no switch turns records or gates off; use `status` of the workflow, or `waive` a form" : null;
    }
}
