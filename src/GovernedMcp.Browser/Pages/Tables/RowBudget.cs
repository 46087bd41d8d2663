using System.Text;
using GovernedMcp.Browser.Pages.Values;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>How much one reply may hold: so many rows, so many bytes of cells, so that the whole stays under 20 KB.</summary>
internal sealed record RowBudget(int Rows, int MostBytes)
{
    /// <summary>JSON puts each cell in quotes, CSV hardly any: it has room for more of the cells themselves.</summary>
    public static RowBudget For(int rows, string format) => new(rows, format == "json" ? 15_500 : 18_700);

    private const int UsualRow = 60;

    public bool IsMet(TableReading reading) => reading.Waiting.Count >= Rows || reading.WaitingBytes >= MostBytes;

    /// <summary>About how many rows are wanted still.</summary>
    public int Lacking(TableReading reading)
    {
        if (IsMet(reading)) return 0;
        var size = reading.Waiting.Count == 0 ? UsualRow : Math.Max(1, reading.WaitingBytes / reading.Waiting.Count);
        return Math.Min(Rows - reading.Waiting.Count, ((MostBytes - reading.WaitingBytes) / size) + 1);
    }

    /// <summary>Takes the rows of one reply: at least one, when any waits.</summary>
    public IReadOnlyList<IReadOnlyList<CellValue>> Take(TableReading reading)
    {
        var taken = new List<IReadOnlyList<CellValue>>();
        for (var bytes = 0; reading.Waiting.TryPeek(out var next) && taken.Count < Rows && (taken.Count == 0 || bytes + next.Bytes <= MostBytes); bytes += next.Bytes)
            taken.Add(reading.TakeRow());
        return taken;
    }
}

/// <summary>A row that waits to be replied, and about what it takes there: its text and a separator a cell.</summary>
internal sealed record ReadRow(IReadOnlyList<CellValue> Cells)
{
    public int Bytes { get; } = Cells.Sum(cell => (cell.Text is null ? 0 : Encoding.UTF8.GetByteCount(cell.Text)) + 1);
}
