using System.Text;
using GovernedMcp.Browser.Pages.Values;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>How much one reply or file may hold: so many rows, and so many bytes of them; a reply stays under 20 KB as a whole.</summary>
internal sealed record RowBudget(int Rows, bool Json, int MostBytes)
{
    private const int ReplyBytes = 18_700;
    private const int UsualRow = 60;

    /// <summary>No further page is begun once this says so.</summary>
    public Func<bool> IsLate { get; init; } = () => false;

    public static RowBudget For(int? rows, string format) => RowsFile.Is(format)
        ? new(rows ?? RowsFile.MostRows, format == "json_file", RowsFile.MostBytes)
        : new(rows ?? 500, format == "json", ReplyBytes);

    public bool IsMet(TableReading reading) => reading.Waiting.Count >= Rows || Bytes(reading.WaitingBytes) >= MostBytes;

    /// <summary>About how many rows are wanted still.</summary>
    public int Lacking(TableReading reading)
    {
        if (IsMet(reading)) return 0;
        var waiting = Bytes(reading.WaitingBytes);
        var size = reading.Waiting.Count == 0 ? UsualRow : Math.Max(1, waiting / reading.Waiting.Count);
        return Math.Min(Rows - reading.Waiting.Count, ((MostBytes - waiting) / size) + 1);
    }

    /// <summary>Takes the rows of one reply: at least one, when any waits.</summary>
    public IReadOnlyList<IReadOnlyList<CellValue>> Take(TableReading reading)
    {
        var taken = new List<IReadOnlyList<CellValue>>();
        for (var bytes = 0; reading.Waiting.TryPeek(out var next) && taken.Count < Rows && (taken.Count == 0 || bytes + Bytes(next.Bytes) <= MostBytes); bytes += Bytes(next.Bytes))
            taken.Add(reading.TakeRow());
        return taken;
    }

    private int Bytes(RowBytes bytes) => Json ? bytes.Json : bytes.Csv;
}

/// <summary>A row that waits to be replied.</summary>
internal sealed record ReadRow(IReadOnlyList<CellValue> Cells)
{
    public RowBytes Bytes { get; } = Cells.Aggregate(new RowBytes(0, 2), (sum, cell) => sum + RowBytes.Of(cell));
}

/// <summary>About what rows take in a reply: as CSV, and as JSON, which puts every text in quotes.</summary>
internal readonly record struct RowBytes(int Csv, int Json)
{
    public static RowBytes operator +(RowBytes left, RowBytes right) => new(left.Csv + right.Csv, left.Json + right.Json);

    public static RowBytes operator -(RowBytes left, RowBytes right) => new(left.Csv - right.Csv, left.Json - right.Json);

    public static RowBytes Of(CellValue cell)
    {
        var text = cell.Text is null ? 0 : Encoding.UTF8.GetByteCount(cell.Text);
        return new RowBytes(text + 1, text + (cell.Text is null ? 5 : cell.Kind == CellKind.Text ? 3 : 1));
    }
}
