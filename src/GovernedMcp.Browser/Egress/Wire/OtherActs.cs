namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>Where one path does everything, a value of the query or the body says what is done: by that another act is told from the form's own.</summary>
internal static class OtherActs
{
    /// <summary>It goes to the form's path, where the query of the form's own address says in words what is done, and says another word there.</summary>
    /// <returns>The name of the part of the query that tells; null: it goes to the address of the form, or to no such one.</returns>
    public static string? Elsewhere(this PlannedRequest form, EgressRequest request, string query) => !form.IsAtAction(request) || form.Method == "GET" ? null
        : WireBody.Pairs(form.Query).FirstOrDefault(own => own.SaysWords && WireBody.Pairs(query).Where(pair => pair.Name == own.Name).ToList() is [{ SaysWords: true } other] && other.Value != own.Value)?.Name;

    /// <summary>The form itself sends one of these names, and with another value.</summary>
    public static bool SaysOtherwise(this PlannedRequest form, IReadOnlyDictionary<string, string> told)
    {
        var own = WireBody.Pairs(form.Query).Select(pair => (pair.Name, pair.Value)).Concat((form.Pairs ?? []).Select(pair => (pair.Name, pair.Value))).ToLookup(pair => pair.Name, pair => pair.Value);
        return told.Any(one => own.Contains(one.Key) && !own[one.Key].Contains(one.Value));
    }
}
