namespace GovernedMcp.Browser.Workshop;

/// <summary>What the script <c>probe</c> answers of one part; places are those in the Skill. Every text is the page's, and so untrusted.</summary>
internal sealed record ProbeAnswer(string Outcome, int? Fallback, IReadOnlyList<string>? Near, string? Sender)
{
    public IReadOnlyList<int> Missing { get; init; } = [];
    public IReadOnlyList<int> Twice { get; init; } = [];
    public IReadOnlyList<SeenColumn> Fresh { get; init; } = [];
    public IReadOnlyList<IReadOnlyList<string>> Samples { get; init; } = [];
    public IReadOnlyList<SeenSender> Senders { get; init; } = [];

    /// <summary>What went and what came at the same place is most likely the same; so many for so many, in order.</summary>
    public IReadOnlyList<PartChange> Renamed(IReadOnlyList<string> keys)
    {
        var went = Missing.GroupBy(at => Enumerable.Range(0, at).LastOrDefault(before => !Missing.Contains(before), -1));
        var pairs = went.SelectMany(group => Fresh.Where(fresh => fresh.After == group.Key).ToList() is var came && came.Count == group.Count() ? group.Zip(came) : []).ToList();
        // What is left over, one for one.
        if (Missing.Except(pairs.Select(pair => pair.First)).ToList() is [var last] && Fresh.Except(pairs.Select(pair => pair.Second)).ToList() is [var other]) pairs.Add((last, other));
        return [.. pairs.Select(pair => new PartChange.Renamed(keys[pair.First], pair.Second.Titles[0]))];
    }
}

internal sealed record SeenSender(string Role, string Name);
