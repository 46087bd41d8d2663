using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Governance.Flows;

/// <summary>
/// Which values each workflow was shown by which portal, for the life of the process: as fingerprints, never as text. Kept only of
/// workflows with several portals; what the workflow said before any portal did is its own.
/// </summary>
internal sealed class ReadValues
{
    private readonly Fingerprints _fingerprints = new(Followed.Longest);
    private readonly SkillWords _skills;
    private readonly ConcurrentDictionary<string, Origins> _workflows = new(StringComparer.Ordinal);

    public ReadValues() => _skills = new SkillWords(_fingerprints);

    /// <summary>What the texts of a call hold that was read on portals other than the one they would go to.</summary>
    public IReadOnlyList<Crossing> Crossings(ToolCall call, Workflow workflow, Portal? to)
    {
        if (to is null || !Watched(workflow) || !_workflows.TryGetValue(workflow.Name, out var origins)) return [];
        lock (origins) return [.. Texts(call).Select(text => Crossing(text.At, text.Text, origins, to)).OfType<Crossing>()];
    }

    /// <summary>An allowed call: what it says and no portal said before is the workflow's own, also when a portal repeats it.</summary>
    public void Said(ToolCall call, Workflow workflow)
    {
        if (!Watched(workflow)) return;
        var origins = _workflows.GetOrAdd(workflow.Name, _ => new Origins());
        lock (origins)
        {
            foreach (var part in Texts(call).SelectMany(text => Followed.In(text.Text)))
            {
                var fingerprint = _fingerprints.Of(part);
                if (origins.Portals.Values.All(portal => !portal.IsFull && !portal.Has(fingerprint))) origins.Own.Add(fingerprint, part.Length);
            }
        }
    }

    /// <summary>What a portal showed: every reply of a call about it, whatever came of the call.</summary>
    public void Shown(Permit permit, ToolReply reply)
    {
        if (permit.Call.Act is { Portal: not null, Kind: not ActKind.Describe }) Shown(permit.Workflow, permit.Portal, () => ReadTexts.OfReply(reply.Envelope.Node));
    }

    /// <summary>The text of a file of a portal.</summary>
    public void Shown(Workflow workflow, Portal portal, string text) => Shown(workflow, portal, () => ReadTexts.OfText(text));

    private void Shown(Workflow workflow, Portal from, Func<IEnumerable<string>> texts)
    {
        if (!Watched(workflow)) return;
        var skill = _skills.Of(from);
        var parts = texts().SelectMany(Followed.In).Distinct(StringComparer.Ordinal)
            .Select(part => (Fingerprint: _fingerprints.Of(part), part.Length)).Where(part => !skill.Has(part.Fingerprint)).ToList();
        var origins = _workflows.GetOrAdd(workflow.Name, _ => new Origins());
        lock (origins)
        {
            if (!origins.Portals.TryGetValue(from.Name, out var portal)) origins.Portals.Add(from.Name, portal = new ValueSet());
            foreach (var (fingerprint, length) in parts.Where(part => !origins.Own.Has(part.Fingerprint))) portal.Add(fingerprint, length);
        }
    }

    // With one portal there is nowhere to carry anything.
    private static bool Watched(Workflow workflow) => workflow.Scope.Portals.Count > 1;

    // Names of fields and columns are looked up on the page too.
    private static IEnumerable<(string At, string Text)> Texts(ToolCall call)
    {
        var arguments = JsonNode.Parse(call.Arguments.Canonical.Span)!.AsObject();
        foreach (var parameter in call.Tool.Parameters.Where(parameter => parameter.OfOurs)) arguments.Remove(parameter.Name);
        return ReadTexts.Leaves(arguments, "").Concat(arguments.SelectMany(argument => Names(argument.Value, "/" + argument.Key)));
    }

    private static IEnumerable<(string At, string Text)> Names(JsonNode? node, string at) =>
        node is JsonObject map ? map.SelectMany(pair => Names(pair.Value, $"{at}/{pair.Key}").Prepend((at, pair.Key))) : [];

    private Crossing? Crossing(string at, string text, Origins origins, Portal to)
    {
        var known = new[] { origins.Own, _skills.Of(to), origins.Portals.GetValueOrDefault(to.Name) }.OfType<ValueSet>().ToList();
        var others = origins.Portals.Where(portal => portal.Key != to.Name).ToList();
        foreach (var fingerprint in Encodings.Readings(text).SelectMany(reading => Held(reading, others.Select(other => other.Value).ToList())))
        {
            var readOn = others.Where(other => other.Value.IsFull || other.Value.Has(fingerprint)).Select(other => other.Key).Order(StringComparer.Ordinal).ToList();
            if (readOn.Count > 0 && !known.Any(values => values.Has(fingerprint))) return new Crossing(at, readOn);
        }

        return null;
    }

    // Every part that could be a value that was read; forwards and backwards.
    private IEnumerable<ulong> Held(string reading, List<ValueSet> portals)
    {
        var lengths = Enumerable.Range(1, Followed.Longest).Where(length => portals.Any(portal => portal.Lengths[length])).ToList();
        foreach (var text in new[] { reading, new string([.. reading.Reverse()]) })
        {
            var folded = FoldedText.Of(text);
            var prefixes = _fingerprints.Prefixes(folded.Letters);
            for (var from = 0; from < folded.Letters.Length; from++)
            {
                foreach (var length in lengths)
                {
                    if (from + length > folded.Letters.Length) break;
                    var part = _fingerprints.Part(prefixes, from, from + length);
                    if (portals.Any(portal => portal.Has(part)) && folded.StandsAlone(from, from + length)) yield return part;
                }
            }
        }

        // INVARIANT: once a portal showed more than is remembered, whatever is followed counts as read there.
        foreach (var part in portals.Any(portal => portal.IsFull) ? Followed.In(reading) : []) yield return _fingerprints.Of(part);
    }

    private sealed class Origins
    {
        public Dictionary<string, ValueSet> Portals { get; } = new(StringComparer.Ordinal);
        public ValueSet Own { get; } = new();
    }
}
