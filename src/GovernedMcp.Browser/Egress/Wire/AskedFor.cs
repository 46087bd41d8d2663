namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>What scripts fetch of a search or a filter, which goes out without being held.</summary>
internal static class AskedFor
{
    /// <summary>It asks for something that was filled in, or for all of a form that asks itself (<c>method=get</c>).</summary>
    public static bool Asks(this PlannedRequest planned, EgressRequest request, string query)
    {
        if (WireBody.Pairs(query) is not { Count: > 0 } pairs) return false;
        var changed = planned.Fields.Where(field => field.Changed).ToList();
        return planned.Carries(pairs)
            || changed.Exists(field => field.Values.Any(value => value.Length > 2) && pairs.Any(pair => field.IsIn(pair.Value)))
            || (planned.Method == "GET" && planned.IsAtAction(request) && changed.TrueForAll(field => pairs.Any(pair => field.IsCalled(pair.Leaf))));
    }
}
