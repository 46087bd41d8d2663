using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Browser.Pages;

/// <summary>What of a page a permit does not show: what the Skill calls sensitive or types secrets into, and tables, columns and values that the scope does not grant. The argument of the scripts that show the page.</summary>
internal sealed record Withheld
{
    public required IReadOnlyList<Locator> Locators { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Headers, in whatever table.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<WithheldPart> Parts { get; init; }

    public static Withheld Of(Permit permit) => Of(permit.Portal, permit.Scope);

    /// <summary>Of a portal under a scope.</summary>
    public static Withheld Of(Portal portal, PortalScope scope)
    {
        var fields = portal.Forms.Values.SelectMany(form => form.Fields).Where(field => field.Sensitive != Sensitivity.None).ToList();
        return new Withheld
        {
            Locators = [.. fields.Select(field => field.Locator).OfType<Locator>(), .. (portal.Login?.Steps ?? []).Select(SecretField).OfType<Locator>()],
            Labels = [.. fields.Where(field => field.Locator is null).Select(field => field.Label ?? field.Key), .. portal.Records.Values.SelectMany(record => Pairs(record, scope.Records.For(record.Name, declared: true)))],
            Columns = [.. portal.Tables.Values.SelectMany(table => table.Columns).Where(column => column.Sensitive != Sensitivity.None).SelectMany(column => column.Headers.DefaultIfEmpty(column.Key))],
            Parts = [.. portal.Tables.Values.Select(table => Part(table, scope.Tables.For(table.Name, declared: true))).OfType<WithheldPart>()],
        };
    }

    // A page may keep its sign-in form, and a secret may be shown in a field of any kind.
    private static Locator? SecretField(LoginStep step) => step switch
    {
        LoginStep.Fill { SecretPart: not "username" } fill => fill.Into,
        LoginStep.Totp totp => totp.Into,
        _ => null,
    };

    private static IEnumerable<string> Pairs(DetailRecord record, NameGrant? grant) =>
        record.Pairs.Where(pair => pair.Sensitive != Sensitivity.None || grant?.Allows(pair.Key) != true).Select(pair => pair.Label);

    private static WithheldPart? Part(Table table, NameGrant? grant)
    {
        if (grant is null) return new WithheldPart(table.Root, null);
        var headers = table.Columns.Where(column => !grant.Allows(column.Key)).SelectMany(column => column.Headers.DefaultIfEmpty(column.Key)).ToList();
        return headers.Count == 0 ? null : new WithheldPart(table.Root, headers);
    }
}

/// <summary>A table of which columns are withheld. No headers: all of it.</summary>
internal sealed record WithheldPart(Locator Root, IReadOnlyList<string>? Headers);
