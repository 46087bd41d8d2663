namespace GovernedMcp.Governance.Gates;

/// <summary>
/// Globs with <c>*</c> (any run) and <c>?</c> (one character), case aside. One backtracking point, so the time is at most the
/// product of the two lengths: no pattern can hang a decision.
/// </summary>
public static class Glob
{
    public static bool Matches(string glob, string text)
    {
        ArgumentNullException.ThrowIfNull(glob);
        ArgumentNullException.ThrowIfNull(text);
        int at = 0, from = 0, star = -1, resume = 0;
        while (from < text.Length)
        {
            if (at < glob.Length && glob[at] == '*')
            {
                star = at++;
                resume = from;
            }
            else if (at < glob.Length && (glob[at] == '?' || char.ToUpperInvariant(glob[at]) == char.ToUpperInvariant(text[from])))
            {
                at++;
                from++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                from = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < glob.Length && glob[at] == '*') at++;
        return at == glob.Length;
    }
}
