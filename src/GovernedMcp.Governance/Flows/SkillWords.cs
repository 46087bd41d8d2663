using System.Runtime.CompilerServices;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Governance.Flows;

/// <summary>What a Skill itself says of its portal: names, labels and the values one may choose. That is configuration, not something read.</summary>
internal sealed class SkillWords(Fingerprints fingerprints)
{
    // Gone with the portal, that is, with the policy it belongs to.
    private readonly ConditionalWeakTable<Portal, ValueSet> _portals = [];

    public ValueSet Of(Portal portal) => _portals.GetValue(portal, Read);

    private ValueSet Read(Portal portal)
    {
        var words = new ValueSet();
        foreach (var part in Said(portal).OfType<string>().SelectMany(Followed.In)) words.Add(fingerprints.Of(part), part.Length);
        return words;
    }

    private static IEnumerable<string?> Said(Portal portal)
    {
        IEnumerable<string?> said = [portal.Name, portal.Title, .. portal.Downloads.Keys];
        return said
            .Concat(portal.Sections.Values.SelectMany(section => new[] { section.Name, section.Title }
                .Concat(section.Parameters.Values.SelectMany(parameter => parameter.Values.Prepend(parameter.Name)))))
            .Concat(portal.Tables.Values.SelectMany(table => table.Columns.SelectMany(column => column.Headers.Prepend(column.Key)).Prepend(table.Name)))
            .Concat(portal.Records.Values.SelectMany(record => record.Pairs.SelectMany(pair => new[] { pair.Key, pair.Label }).Prepend(record.Name)))
            .Concat(portal.Forms.Values.SelectMany(form => form.Fields.SelectMany(field => field.Values.Append(field.Key).Append(field.Label)).Prepend(form.Name)));
    }
}
