using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Governance.Redaction;

/// <summary>What is shown of a value that a Skill calls sensitive.</summary>
public static class Masked
{
    public static string Show(Sensitivity sensitivity, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return sensitivity switch
        {
            Sensitivity.None => value,
            Sensitivity.MaskLast4 when value.Length > 8 => "…" + value[^4..],
            _ => value.Length == 0 ? "" : "…",
        };
    }
}
