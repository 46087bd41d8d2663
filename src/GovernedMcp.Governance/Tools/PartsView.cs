using System.Text.Json.Nodes;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Governance.Tools;

/// <summary>What a workflow is shown of a portal: the parts its scope grants, by name, and which of them ask people first.</summary>
internal sealed class PartsView(Policy policy, Workflow workflow, Portal portal, PortalScope scope)
{
    public JsonObject Summary()
    {
        var view = new JsonObject { ["portal"] = portal.Name, ["title"] = portal.Title, ["sign_in"] = scope.Credential is not null };
        Add(view, "sections", Names(scope.Sections, portal.Sections.Keys));
        Add(view, "tables", Names(scope.Tables, portal.Tables.Keys));
        Add(view, "records", Names(scope.Records, portal.Records.Keys));
        Add(view, "downloads", Names(scope.Downloads, portal.Downloads.Keys));
        var forms = Names(scope.Forms, portal.Forms.Keys);
        if (forms.Count > 0) view["forms"] = new JsonObject(forms.Select(form => KeyValuePair.Create(form, (JsonNode?)Approval(form))));
        if (scope.Explore) view["explore"] = true;
        if (scope.Tables.Found || scope.Forms.Found || scope.Sections.Found)
            view["found"] = "parts that are only found on the page may be used too; portal_navigate and portal_read list them";
        return view;
    }

    /// <summary>A part in detail, or null when the scope grants none of this name.</summary>
    public JsonObject? Part(string name)
    {
        if (Granted(scope.Sections, portal.Sections, name) is var (section, _))
        {
            return new JsonObject
            {
                ["section"] = name,
                ["title"] = section.Title,
                ["params"] = new JsonObject(section.Parameters.Values.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)new JsonObject
                {
                    ["type"] = Word(parameter.Type),
                    ["values"] = List(parameter.Values),
                    ["required"] = parameter.Required,
                }))),
            };
        }

        if (Granted(scope.Tables, portal.Tables, name) is var (table, columns))
        {
            return new JsonObject
            {
                ["table"] = name,
                ["section"] = table.Section,
                ["columns"] = new JsonObject(table.Columns.Where(column => columns.Allows(column.Key)).Select(column => KeyValuePair.Create(column.Key, (JsonNode?)Word(column.Type)))),
            };
        }

        if (Granted(scope.Records, portal.Records, name) is var (record, pairs))
        {
            return new JsonObject
            {
                ["record"] = name,
                ["section"] = record.Section,
                ["values"] = new JsonObject(record.Pairs.Where(pair => pairs.Allows(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Word(pair.Type)))),
            };
        }

        return Granted(scope.Forms, portal.Forms, name) is var (form, fields) ? Form(name, form, fields) : null;
    }

    private JsonObject Form(string name, Form form, NameGrant fields) => new()
    {
        ["form"] = name,
        ["section"] = form.Section,
        ["approval"] = Approval(name),
        ["fields"] = new JsonObject(form.Fields.Where(field => fields.Allows(field.Key)).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)new JsonObject
        {
            ["label"] = field.Label,
            ["type"] = Word(field.Type),
            ["required"] = field.Required,
            ["values"] = List(field.Values),
        }))),
    };

    // The same gates that decide: always, sometimes (it depends on the values), or never.
    private string Approval(string form)
    {
        var asking = policy.Rails.Gates.Concat(workflow.Gates)
            .Where(gate => gate is { Verb: GateVerb.Ask, Mode: GateMode.Enforce } && GateCheck.Meets(gate, ActKind.Submit, portal.Name, form)).ToList();
        return asking.Count == 0 ? "never" : asking.Exists(gate => gate.When is GateCondition.Always) ? "always" : "sometimes";
    }

    private static (TPart Part, NameGrant Grant)? Granted<TPart>(PartGrants grants, IReadOnlyDictionary<string, TPart> declared, string name) =>
        declared.TryGetValue(name, out var part) && grants.For(name, declared: true) is { } grant ? (part, grant) : null;

    private static List<string> Names(PartGrants grants, IEnumerable<string> declared) =>
        [.. declared.Where(name => grants.For(name, declared: true) is not null).Union(grants.Named.Keys).Order(StringComparer.Ordinal)];

    private static void Add(JsonObject view, string key, List<string> names)
    {
        if (names.Count > 0) view[key] = List(names);
    }

    private static JsonArray? List(IReadOnlyList<string> names) => names.Count == 0 ? null : new JsonArray([.. names.Select(name => (JsonNode)name)]);

    private static string Word(Portals.ValueType type) => type.ToString().ToLowerInvariant();
}
