namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>How many rows a grid says it has. Some count those of the header too, which have no numbers: then its first row has the number after them.</summary>
internal sealed class SaidRows
{
    private int _said;
    private int _heads;
    private int _least = int.MaxValue;

    public int Count => _said - (_least == _heads + 1 ? _heads : 0);

    public void Hear(TablePage page)
    {
        _said = Math.Max(_said, page.Said);
        _heads = page.Heads;
        if (page.Least > 0) _least = Math.Min(_least, page.Least);
    }
}
