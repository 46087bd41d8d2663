using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// What the portal told the scripts of its pages as JSON: the records behind what a page shows. Says which values stand for a name that was
/// chosen, and which go back as they came. Kept for as long as the session, the newest <see cref="MostAnswers"/> and <see cref="MostKept"/> bytes.
/// </summary>
internal sealed partial class ToldRecords
{
    /// <summary>One answer, as it was sent, in bytes; of a larger one nothing is known.</summary>
    public const int MostHeard = 1024 * 1024;

    private const int MostKept = 8 * MostHeard;
    private const int MostAnswers = 100;

    // What records are told apart by, whatever made them.
    private static readonly HashSet<string> KeyNames = ["id", "key", "value", "code", "uuid", "guid", "uid", "pk", "slug", "handle", "iri", "documentid"];

    private readonly Lock _lock = new();
    private readonly LinkedList<ToldAnswer> _answers = new();
    private long _kept;

    /// <returns>What takes in the answer as it comes; null: it tells no records, or not to a script.</returns>
    public static ToldAnswer? Listen(EgressRequest request, HttpResponseMessage response) => response.IsSuccessStatusCode ? ListenToAny(request, response) : null;

    /// <inheritdoc cref="Listen"/>
    public static ToldAnswer? ListenToAny(EgressRequest request, HttpResponseMessage response) =>
        !request.Navigates && request.For is null or "" or "empty" && response.Content.Headers is { ContentType.MediaType: { } type, ContentLength: null or < MostHeard } && IsJson(type)
            ? new ToldAnswer(At(request), [.. response.Content.Headers.ContentEncoding])
            : null;

    /// <summary>It came to its end.</summary>
    public void Keep(ToldAnswer? answer)
    {
        if (answer is not { Length: > 0 and <= MostHeard }) return;
        lock (_lock)
        {
            _answers.AddLast(answer);
            for (_kept += answer.Length; _kept > MostKept || _answers.Count > MostAnswers; _answers.RemoveFirst()) _kept -= _answers.First!.Value.Length;
        }
    }

    /// <summary>A record of the name that was chosen has this value: as its key, or under the name by which it is sent.</summary>
    public bool Names(IEnumerable<string> chosen, WireField sent) =>
        sent.Value.Length > 0 && Called(chosen).Any(record => record.EnumerateObject().Any(member => IsKey(member.Name, sent) && IsSame(member.Value, sent.Value)));

    /// <summary>A record of the name that was chosen has a key, or a value under the name by which it is sent.</summary>
    public bool Keys(IEnumerable<string> chosen, WireField sent) => Called(chosen).Any(record => record.EnumerateObject().Any(member => IsKey(member.Name, sent)));

    private IEnumerable<JsonElement> Called(IEnumerable<string> chosen)
    {
        var records = Answers().SelectMany(answer => answer.Objects).Select(record => (Record: record, Texts: Texts(record))).ToList();
        foreach (var name in chosen.Select(Fold).Where(name => name.Length > 0))
        {
            var called = records.Where(one => one.Texts.Contains(name)).ToList();
            // A list may show a name made of several parts of its record.
            if (called.Count == 0 && Words(name) is { Count: > 0 } words) called = [.. records.Where(one => words.IsSubsetOf(one.Texts.SelectMany(Words)))];
            foreach (var one in called) yield return one.Record;
        }
    }

    /// <summary>The portal told this very value in the same place of what the request writes: it goes back as it came.</summary>
    /// <param name="wrapped">The whole body is one part of one name, which the record need not have.</param>
    public bool Gave(EgressRequest request, WireField sent, bool wrapped) => Tells(request, sent.Name, sent.Value, wrapped);

    /// <summary>The portal told some value in that place of what the request writes.</summary>
    public bool Knows(EgressRequest request, WireField sent) => Tells(request, sent.Name, null, wrapped: true);

    private bool Tells(EgressRequest request, string name, string? value, bool wrapped)
    {
        var at = At(request);
        var (parent, last) = (at[..at.LastIndexOf('/')], Uri.UnescapeDataString(at[(at.LastIndexOf('/') + 1)..]));
        string[] steps = [.. request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var written = Answers().SelectMany(answer => answer.At == at ? answer.Record.Concat(Parts(answer.Record).Where(part => steps.Any(step => IsOf(part, step)))) : answer.At == parent ? answer.Items.Where(record => IsOf(record, last)) : []);
        var path = name.Split('.');
        return written.Any(record => Has(record, path, value) || (wrapped && path.Length > 1 && Has(record, path[1..], value)));
    }

    private ToldAnswer[] Answers()
    {
        lock (_lock) return [.. _answers];
    }

    private static string At(EgressRequest request) => request.Origin + request.Path.TrimEnd('/');

    private static bool IsJson(string type) => type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static bool IsKey(string name) => KeyNames.Contains(PlannedRequest.Bare(name));

    private static bool IsKey(string member, WireField sent) => IsKey(member) || PlannedRequest.Bare(member) == PlannedRequest.Bare(sent.Leaf);

    // Some keep what a record holds in a part of it: that names the record by the key that stands in the address.
    private static IEnumerable<JsonElement> Parts(IEnumerable<JsonElement> records) => records.SelectMany(record => record.EnumerateObject()).Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Object);

    private static bool IsOf(JsonElement record, string key) => record.EnumerateObject().Any(member => IsKey(member.Name) && IsSame(member.Value, key));

    private static bool Has(JsonElement record, IEnumerable<string> path, string? value)
    {
        foreach (var step in path)
        {
            var places = step.Split('[', ']');
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(places[0], out record)) return false;
            foreach (var place in places.Skip(1).Where(place => place.Length > 0))
            {
                if (record.ValueKind != JsonValueKind.Array || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= record.GetArrayLength()) return false;
                record = record[at];
            }
        }

        return value is null || IsSame(record, value);
    }

    private static bool IsSame(JsonElement told, string sent) => told.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && WireBody.Text(told) is var text
        && (text == sent
            || (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.TryParse(sent, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && number == other && text is not ['0', >= '0' and <= '9', ..] && sent is not ['0', >= '0' and <= '9', ..])
            || (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var same) && moment == same));

    // Some keep all but the key in a part of its own, `attributes`.
    private static HashSet<string> Texts(JsonElement record) =>
        [.. record.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(inner => inner.Value) : [member.Value])
            .Where(value => value.ValueKind == JsonValueKind.String).Select(value => Fold(value.GetString()!)).Where(text => text.Length > 0)];

    private static string Fold(string text) => Space().Replace(text, " ").Trim().ToLower(CultureInfo.InvariantCulture);

    private static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
