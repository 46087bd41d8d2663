namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Whether the pages of a table come one after the other, by the numbers at which its pager stands. One that tells none is believed.</summary>
internal sealed class PagesInTurn
{
    private readonly HashSet<int> _rows = [];
    private int _last;

    /// <summary>False: the pager did not go on to a later page, and the first row was read before.</summary>
    public bool GoesOn(TablePage page)
    {
        if (page.Standing == 0 || page.Rows.Count == 0) return true;
        if (page.Standing <= _last && _rows.Contains(Told(page.Rows[0]))) return false;
        _last = page.Standing;
        foreach (var row in page.Rows) _rows.Add(Told(row));
        return true;
    }

    private static int Told(IReadOnlyList<ShownCell> row)
    {
        var told = new HashCode();
        foreach (var cell in row) told.Add(cell.Text, StringComparer.Ordinal);
        return told.ToHashCode();
    }
}
