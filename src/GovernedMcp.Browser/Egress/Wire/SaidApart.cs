namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>What a script says of a field elsewhere than in one value of a body: piece by piece in a list, or as the name of what it makes, at the end of the address.</summary>
internal static class SaidApart
{
    // What is shorter stands in addresses for other reasons.
    private const int Telling = 4;

    /// <summary>The body, with what is said apart as values of its fields.</summary>
    public static IReadOnlyList<WireField> Whole(EgressRequest request, IReadOnlyList<WireField> body, IReadOnlyList<PlannedField> fields)
    {
        var whole = Joined(body, fields);
        return [.. whole, .. AtTheEnd(request, whole, fields)];
    }

    // A list of all the lines of one field, or of all that stands between its commas.
    private static List<WireField> Joined(IReadOnlyList<WireField> body, IReadOnlyList<PlannedField> fields)
    {
        var whole = body.ToList();
        foreach (var list in body.Where(field => field is { IsItem: true, FileSize: null }).GroupBy(field => field.Name[..field.Name.LastIndexOf('[')], StringComparer.Ordinal).Where(list => list.Count() > 1))
        {
            List<string> items = [.. list.Select(item => item.Value)];
            List<string> texts = [.. fields.Where(planned => planned is { Changed: true, Chosen: false, Ticked: null }).Select(planned => planned.Values.FirstOrDefault(value => Pieces(value).Any(items.SequenceEqual))).OfType<string>()];
            if (texts.Count != 1) continue;
            whole[whole.IndexOf(list.First())] = new WireField(list.Key, texts[0]) { Nested = true };
            whole.RemoveAll(list.Contains);
        }

        return whole;
    }

    // The last step of the address is the one thing filled in that the body does not say: what is only asked for on the way says less.
    private static IEnumerable<WireField> AtTheEnd(EgressRequest request, IReadOnlyList<WireField> body, IReadOnlyList<PlannedField> fields)
    {
        var step = Uri.UnescapeDataString(request.Path[(request.Path.LastIndexOf('/') + 1)..]);
        var unsaid = fields.Where(planned => planned is { Changed: true, IsEmpty: false, Repeats: false } && !body.Any(field => planned.Holds(field.Value) || planned.IsCalled(field.Leaf))).ToList();
        return step.Length >= Telling && unsaid is [{ Ticked: null } one] && one.Values.Contains(step) ? [new WireField(one.Names[0], step)] : [];
    }

    private static IEnumerable<List<string>> Pieces(string text) =>
        "\n,".Select(between => PlannedRequest.Lines(text).Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList());
}
