using System.Globalization;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>The one request that sending a plan may cause: where it goes and every field it carries.</summary>
internal sealed record PlannedRequest
{
    private const int MostAdded = 12;

    public required Portal Portal { get; init; }

    /// <summary>As the Skill names it; null: as the form says.</summary>
    public RequestPattern? Pattern { get; init; }

    public required string Method { get; init; }

    /// <summary>Origin and path, and the query of a form that is posted.</summary>
    public required string Action { get; init; }

    public required string Query { get; init; }

    /// <summary>What the form itself would send; null: scripts send it, in a form of their own.</summary>
    public required IReadOnlyList<PlannedPair>? Pairs { get; init; }

    /// <summary>Neither the form nor a Skill says where it goes: what a script sends to the portal is known by the values it carries.</summary>
    public bool Scripted { get; init; }

    /// <summary>The fields by every name they go by, for what scripts send.</summary>
    public required IReadOnlyList<PlannedField> Fields { get; init; }

    /// <summary>Fields that may hold anything, such as a token against forged requests.</summary>
    public required IReadOnlyList<string> Volatile { get; init; }

    /// <summary>What the page's script was seen to add, and the plan told.</summary>
    public IReadOnlyList<AddedPair> Added { get; init; } = [];

    /// <summary>The records behind what the page shows: scripts send the key of what was chosen, and back what they were told and nobody changed.</summary>
    public ToldRecords Told { get; init; } = new();

    /// <summary>It may be the one: only its fields are still to be compared.</summary>
    public bool Concerns(EgressRequest request)
    {
        // A form that is fetched is one that a page was left for; anything else of the same address reads, unless the Skill says that it is the form.
        if (request.IsSafe && !request.Navigates) return Pattern?.Matches(Portal, request) == true;
        if (IsAtAction(request) && request.IsSafe) return true;
        if (Pattern is { } pattern) return pattern.Matches(Portal, request);
        return (IsAtAction(request) && request.Method == Method) || (Scripted && MayCarry(request));
    }

    // To where pages of the portal are: its own address, and what the Skill lists as such.
    private bool MayCarry(EgressRequest request) => !request.Navigates && request.Method is "POST" or "PUT" or "PATCH" && Portal.Origins.Navigate.Contains(request.Origin)
        && !Portal.Writes.Any(known => known.ByAddress && known.Request.Matches(Portal, request));

    /// <summary>It is of this form and no other thing that the page sends: of a form without an address that is what carries something of it.</summary>
    public bool IsAbout(EgressRequest request, IReadOnlyList<WireField> sent) => !Scripted || IsAtAction(request) || Carries(sent);

    /// <summary>What a request says of the form: where nobody else tells how it is sent, scripts may say what was filled in apart.</summary>
    public IReadOnlyList<WireField> Opened(EgressRequest request, IReadOnlyList<WireField> body) =>
        Scripted && MayCarry(request) && !IsAtAction(request) ? SaidApart.Whole(request, Inner(request, body), Fields) : Inner(request, body);

    // Some put all of it into one field, as JSON, beside which only files stand.
    private IReadOnlyList<WireField> Inner(EgressRequest request, IReadOnlyList<WireField> body) =>
        !request.Navigates && body.Where(field => field.FileSize is null).ToList() is [{ Nested: false } only] && !IsOfTheForm(only) && WireBody.Within(only.Value) is { } within
            ? [.. within, .. body.Where(field => field.FileSize is not null)] : body;

    /// <summary>Something of what was filled in is in it.</summary>
    public bool Carries(IReadOnlyList<WireField> sent) => sent.Any(field => Carries(field) || Fields.Any(planned => planned.Changed && StandsFor(planned, field)));

    /// <summary>It holds what was filled in, under its name or as more than a letter or two.</summary>
    public bool Carries(WireField field) => Fields.Any(planned => !planned.IsEmpty && planned.Holds(field.Value) && (planned.IsCalled(field.Leaf) || field.Value.Length > 3));

    /// <summary>It goes where the form does: one that is turned into one that is fetched says in its address what it was to post.</summary>
    public bool IsAtAction(EgressRequest request) => Pairs is not null && $"{request.Origin}{request.Path}" == Action;

    /// <summary>Nothing is wrong with a request but that constants are added to what was planned.</summary>
    /// <returns>Those and what was known of before; null: it differs otherwise.</returns>
    public IReadOnlyList<AddedPair>? Additions(EgressRequest request, IReadOnlyList<WireField> body, string query)
    {
        var all = this;
        while (all.Differs(request, body, query) is { } name)
        {
            var field = OddOf(name, body, query);
            if (field is null || all.Added.Count == MostAdded || IsOfTheForm(field) || Told.Knows(request, field) || all.Added.Any(added => added.Name == name)) return null;
            if (AddedPair.Of(field, Fields, TimeProvider.System.GetUtcNow()) is not { } found) return null;
            all = all with { Added = [.. all.Added, found] };
        }

        return all.Added;
    }

    /// <summary>Nothing is wrong with a request but what a Skill may leave to the page.</summary>
    /// <returns>What it would list under <c>volatile</c>; none: it differs otherwise.</returns>
    public IReadOnlyList<string> LeftToThePage(EgressRequest request, IReadOnlyList<WireField> body, string query)
    {
        var all = this with { Added = [] };
        var listed = new List<string>();
        while (all.Differs(request, body, query) is { } name)
        {
            var field = OddOf(name, body, query);
            if (field is null || listed.Count == MostAdded || listed.Contains(field.Leaf) || IsOfTheForm(field) || Told.Knows(request, field)) return [];
            listed.Add(field.Leaf);
            all = all with { Volatile = [.. all.Volatile, field.Leaf] };
        }

        return listed;
    }

    // Of several of one name, the one that the form itself does not send.
    private WireField? OddOf(string name, IReadOnlyList<WireField> body, string query) =>
        body.Concat(WireBody.Pairs(query)).Where(field => field.Name == name).ToList() is var all ? all.Find(field => !IsPaired(field)) ?? all.FirstOrDefault() : null;

    // In a part that stands for what was chosen from a list, a yes or a no beside its key is no part of the choice.
    private bool IsOfTheForm(WireField field) =>
        Fields.Any(planned => planned.IsCalled(field.Leaf) || planned.IsKeyOf(field.Leaf) || (IsPartOf(planned, field) && (field.IsItem || field.Value is not ("true" or "false")))) || (Pairs ?? []).Any(pair => List(pair.Name) == List(field.Leaf) && !IsLeftOpen(pair) && !(pair.Button && AddedPair.IsFlag(field.Value)));

    // Nobody sees it, it says nothing yet, and none of its name does: scripts write there what a button stands for, as it is pressed.
    private bool IsLeftOpen(PlannedPair pair) => pair is { Value: "", FileSize: null } && Pairs!.Count(other => List(other.Name) == List(pair.Name)) == 1;

    /// <returns>The name of a field that is not as planned; null when all are.</returns>
    public string? Differs(EgressRequest request, IReadOnlyList<WireField> body, string query)
    {
        var sent = JsonRpc.Said(body).ToList();
        var asked = query.Split('&').ToList();
        foreach (var added in Added)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (sent.FindIndex(field => added.Is(field, now)) is >= 0 and var at) sent.RemoveAt(at);
            else if (asked.FindIndex(pair => WireBody.Pairs(pair) is [var field] && added.Is(field, now)) is >= 0 and var place) asked.RemoveAt(place);
            else return added.Name;
        }

        return DiffersOtherwise(request, sent, string.Join('&', asked));
    }

    private string? DiffersOtherwise(EgressRequest request, IReadOnlyList<WireField> body, string query)
    {
        if (request.IsSafe && !(Pattern?.Matches(Portal, request) ?? request.Method == Method)) return "(method)";
        var exactly = Pairs is null || body.Any(field => field.Nested) ? "(form)"
            : request.Method == "GET" ? Exactly(WireBody.Pairs(query))
            : query == Query ? Exactly(body) : AddedTo(query) ?? "(address)";

        // Scripts may leave out what is empty and write values their own way; a form itself does neither. What stands in the form's own address says nothing.
        if (exactly is null && request.Navigates) return Unsent();
        return exactly is null || (request.Navigates && !(Scripted && request.IsSafe)) ? exactly : Scripted ? ByValue(request, request.IsSafe ? WireBody.Pairs(query) : Said(body)) : Loosely(request, query == Query ? Said(body) : [.. Said(body), .. WireBody.Pairs(query)]);
    }

    // What a script added to the address of a form that is posted, where the form's own stands before or after it as it was: nothing that goes by the name of a field.
    private string? AddedTo(string query)
    {
        var own = Query.Length == 0 ? [] : Query.Split('&').ToList();
        var rest = query.Split('&').Where(pair => !own.Remove(pair)).ToList();
        return own.Count == 0 && string.Join('&', query.Split('&').Except(rest)) == Query && WireBody.Pairs(string.Join('&', rest)) is [var added, ..] all && !all.Any(IsOfTheForm) ? added.Name : null;
    }

    // A form sends no field without a name: what was filled into one went nowhere, if nothing else of the form took it up.
    private string? Unsent() =>
        Fields.FirstOrDefault(planned => planned is { Unnamed: true, Changed: true, IsEmpty: false } && !Pairs!.Any(pair => planned.IsIn(pair.Value)))?.Names[0];

    // A mutation of GraphQL says what is done, as an address does; with which values, its variables say.
    private static IReadOnlyList<WireField> Said(IReadOnlyList<WireField> body) =>
        body.Any(field => field is { Nested: true, Name: "query" } && GraphQl.WritesVariables(field.Value)) ? [.. body.Where(field => field.Name is not ("query" or "operationName"))] : body;

    private string? Exactly(IReadOnlyList<WireField> sent)
    {
        var left = Pairs!.Where(pair => !IsVolatile(pair.Name)).ToList();
        foreach (var field in sent.Where(field => !IsVolatile(field.Name)))
        {
            // A form that is not made for files sends where none was chosen an empty text. In place of a file that was, no text will do.
            var at = left.FindIndex(pair => pair.Name == field.Name && pair.Allows(field) && (pair.FileSize == field.FileSize || field.FileSize is null && pair is { FileSize: 0, Value: "" }));
            if (at < 0) return field.Name;
            left.RemoveAt(at);
        }

        return left.FirstOrDefault(pair => !IsWritten(pair))?.Name ?? TwiceVolatile(sent);
    }

    // What a plan tells as added stands in the page already where its script wrote it at an earlier try.
    private bool IsWritten(PlannedPair pair) => Added.Any(added => added.Name == pair.Name && (IsLeftOpen(pair) || added.Value == pair.Value));

    private string? Loosely(EgressRequest request, IReadOnlyList<WireField> sent)
    {
        var left = Fields.Where(field => field is { IsEmpty: false, Aside: false }).ToList();
        foreach (var field in sent.Where(field => !IsVolatile(field.Leaf)))
        {
            var known = Fields.FirstOrDefault(planned => planned.IsCalled(field.Leaf) && planned.Says(field.Value)) ?? Fields.FirstOrDefault(planned => StandsFor(planned, field)) ?? UntoldOf(request, field, sent);
            if (known is null && !IsPaired(field) && (!GoesBack(request, field, sent) || Fields.Any(planned => planned.Changed && (planned.IsCalled(field.Leaf) || IsPartOf(planned, field))))) return field.Name;
            known ??= Fields.FirstOrDefault(planned => planned.IsCalled(field.Leaf) && IsPaired(field)) ?? Fields.FirstOrDefault(planned => planned.IsCalled(List(field.Leaf)) && AllOf(field, sent));
            if (known is not null) left.Remove(known);
        }

        return left.FirstOrDefault(planned => !planned.Repeats)?.Names[0] ?? Twice(sent);
    }

    // A form without an address mostly names no fields either: under a name of the script's own, a value is of the one field that holds it.
    private string? ByValue(EgressRequest request, IReadOnlyList<WireField> sent)
    {
        var left = Fields.ToList();
        var unnamed = new List<WireField>();
        var old = new List<WireField>();
        var outermost = new Dictionary<PlannedField, int>();
        foreach (var field in sent.Where(field => !IsVolatile(field.Leaf)))
        {
            var called = Fields.Where(planned => planned.IsCalled(field.Leaf)).ToList();
            if ((called.FirstOrDefault(planned => planned.Says(field.Value)) ?? Fields.FirstOrDefault(planned => StandsFor(planned, field)) ?? UntoldOf(request, field, sent)) is { } known)
            {
                left.Remove(known);
                outermost[known] = Math.Min(outermost.GetValueOrDefault(known, int.MaxValue), field.Path.Count());
            }
            else if (IsPaired(field)) left.RemoveAll(called.Contains);
            else if (called.Count == 0 && BoxOf(field) is { } box && !left.Any(planned => planned.Holds(field.Value)))
            {
                if (box.IsEmpty) return field.Name;
                left.Remove(box);
            }
            else if (called.Count == 0 && field is { Value: "", FileSize: null }) continue;
            else if (GoesBack(request, field, sent)) old.Add(field);
            else if (called.Count > 0) return field.Name;
            else unnamed.Add(field);
        }

        foreach (var field in unnamed)
        {
            var may = left.Where(planned => planned.Holds(field.Value)).ToList();
            if (may.Count == 0) may = [.. left.Where(planned => Told.Names(planned.Listed, field))];
            // What was not changed may well be left out.
            if (may.Count > 1 && may.Where(planned => planned.Changed).ToList() is [_] changed) may = changed;
            if (may.Count == 0 || (may.Count > 1 && !may.All(planned => planned.IsEmpty))) return field.Name;
            left.Remove(may[0]);
        }

        // In the place of what was changed nothing goes back as it came, nor of what was chosen anew; of the name of a text, further in, is a part of something else.
        if (old.FirstOrDefault(field => Fields.Any(planned => planned.Changed && (IsPartOf(planned, field) || (planned.IsCalled(field.Leaf) && field.Path.Count() <= outermost.GetValueOrDefault(planned, int.MaxValue))))) is { } kept) return kept.Name;

        // What stood there before may be left out: many send only what was changed.
        return left.FirstOrDefault(planned => planned is { IsEmpty: false, Changed: true, Repeats: false })?.Names[0] ?? Twice(sent);
    }

    // Under the name of a choice, or in a part of that name, stands the key by which the portal knows what was chosen.
    private bool StandsFor(PlannedField planned, WireField field) => IsPartOf(planned, field) && (planned.Holds(field.Value) || Told.Names(planned.Listed, field));

    // A script makes a list of what is ticked, by name or key. A box that was left as it stood says nothing of a list that names it.
    private PlannedField? BoxOf(WireField field) => !field.IsItem ? null : Fields
        .Where(planned => planned is { Ticked: not null } and ({ Changed: true } or { IsEmpty: false }) && (planned.IsNamedIn(field.Value) || Told.Names([planned.Names[0]], field)))
        .OrderBy(planned => planned.IsEmpty).FirstOrDefault();

    // Where nothing tells by which key a choice is sent, no page and no record, what looks like one and does not go back as it came is taken for it under its own name.
    private PlannedField? UntoldOf(EgressRequest request, WireField field, IReadOnlyList<WireField> sent) =>
        Fields.FirstOrDefault(planned => planned.MayBeKey(field.Value) && IsPartOf(planned, field) && !Told.Keys(planned.Listed, field) && !GoesBack(request, field, sent)
            && sent.Where(other => planned.MayBeKey(other.Value) && IsPartOf(planned, other)).Select(other => other.Value).Distinct().Count() <= planned.Unkeyed);

    private static bool IsPartOf(PlannedField planned, WireField field) => planned.Listed.Count > 0 && field.Path.Any(planned.IsKeyOf);

    // As the portal told it, or as the address says it already: the key of what is written, and of what kind it is (https://jsonapi.org/format/#document-resource-object-identification).
    private bool GoesBack(EgressRequest request, WireField field, IReadOnlyList<WireField> sent)
    {
        var wrapper = field.Name.Split('.')[0] + ".";
        return IsNoKey(request, field) || Told.Gave(request, field, wrapped: sent.All(other => other.Name.StartsWith(wrapper, StringComparison.Ordinal)))
            || (field.Name is "id" or "_id" or "uuid" or "data.id" or "data.type" && field.Value.Length > 0 && request.Path.Split('/').Select(Uri.UnescapeDataString).Contains(field.Value, StringComparer.Ordinal));
    }

    // A record that is new has no key yet: what languages without a word for that put in its place.
    private static bool IsNoKey(EgressRequest request, WireField field) => request.Method == "POST" && Bare(field.Leaf) is ("id" or "uuid" or "guid") && (field.Value == "0" || (Guid.TryParse(field.Value, out var key) && key == Guid.Empty));

    private bool IsPaired(WireField field) => (Pairs ?? []).Any(pair => pair.Name == field.Leaf && Lines(pair.Value) == Lines(field.Value)) || IsListed(field);

    // The page holds a list under one name, `tags[]`; scripts also send it as `tags[0]`, `tags[1]`.
    private bool IsListed(WireField field) =>
        Place(field.Leaf) is { } at && Held(field.Leaf) is var held && at < held.Count && Lines(held[at]) == Lines(field.Value);

    // Of the list that the page holds, nothing is left out.
    private bool AllOf(WireField field, IReadOnlyList<WireField> sent) =>
        Held(field.Leaf) is { Count: > 0 } held && sent.Count(other => List(other.Leaf) == List(field.Leaf) && IsPaired(other)) == held.Count;

    private List<string> Held(string name) => [.. (Pairs ?? []).Where(pair => pair.Name == List(name)).Select(pair => pair.Value)];

    // A name of a list, without the place in it.
    private static string List(string name) => Place(name) is null ? name : $"{name[..name.LastIndexOf('[')]}[]";

    private static int? Place(string name) =>
        name.EndsWith(']') && name.LastIndexOf('[') is > 0 and var open && int.TryParse(name.AsSpan(open + 1, name.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;

    private string? Twice(IReadOnlyList<WireField> sent) =>
        sent.GroupBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault(group => group.First().Nested && group.Count() > 1)?.Key ?? TwiceVolatile(sent);

    private string? TwiceVolatile(IReadOnlyList<WireField> sent) =>
        Volatile.FirstOrDefault(name => sent.Count(field => field.Leaf == name) > Math.Max(1, (Pairs ?? []).Count(pair => pair.Name == name)));

    private bool IsVolatile(string name) => Volatile.Contains(name, StringComparer.Ordinal);

    internal static string Lines(string text) => text.ReplaceLineEndings("\n");

    internal static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}
