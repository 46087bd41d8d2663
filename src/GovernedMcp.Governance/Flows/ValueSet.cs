namespace GovernedMcp.Governance.Flows;

/// <summary>Fingerprints of the values of one origin; at most so many.</summary>
internal sealed class ValueSet
{
    /// <summary>Some 5 MB. More than 30,000 rows of eight columns.</summary>
    public const int Most = 1 << 18;

    private readonly HashSet<ulong> _all = [];

    /// <summary>Lengths of the values, so that only parts of a text that can be one are looked up.</summary>
    public bool[] Lengths { get; } = new bool[Followed.Longest + 1];

    /// <summary>There were more: from now on nobody can say that a value was not among them.</summary>
    public bool IsFull { get; private set; }

    public bool Has(ulong fingerprint) => _all.Contains(fingerprint);

    public void Add(ulong fingerprint, int length)
    {
        if (_all.Count >= Most)
        {
            IsFull |= !_all.Contains(fingerprint);
            return;
        }

        _all.Add(fingerprint);
        Lengths[length] = true;
    }
}
