using GovernedMcp.Governance.Gates;

namespace GovernedMcp.Governance.Tools;

/// <summary>Arguments that passed the strict reading: typed, complete, nothing unknown among them.</summary>
public sealed class CallArguments
{
    private readonly IReadOnlyDictionary<string, object> _values;

    internal CallArguments(IReadOnlyDictionary<string, object> values, byte[] canonical) => (_values, Canonical) = (values, canonical);

    /// <summary>The arguments in canonical JSON: what digests are made over.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) => (string)_values[name];

    public string? TextOrNull(string name) => _values.TryGetValue(name, out var value) ? (string)value : null;

    public int Integer(string name) => (int)_values[name];

    public IReadOnlyList<string> List(string name) => _values.TryGetValue(name, out var value) ? (IReadOnlyList<string>)value : [];

    /// <summary>Values by field key, as text: a number as it was written, true and false as such.</summary>
    public IReadOnlyDictionary<string, FieldValue> Values(string name) =>
        _values.TryGetValue(name, out var value) ? (IReadOnlyDictionary<string, FieldValue>)value : new Dictionary<string, FieldValue>();

    public IReadOnlyDictionary<string, Matcher> Tests(string name) =>
        _values.TryGetValue(name, out var value) ? (IReadOnlyDictionary<string, Matcher>)value : new Dictionary<string, Matcher>();
}
