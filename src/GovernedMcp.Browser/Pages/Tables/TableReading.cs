using System.Globalization;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>
/// A table on its way from first page to last: what was read and not yet replied, which rows were seen, where the page stands.
/// A cursor leads back to it.
/// </summary>
internal sealed class TableReading(TableAim aim)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);
    private readonly SaidRows _said = new();
    private readonly RowReading _cells = new(aim);
    private IReadOnlyList<Column>? _columns = aim.Columns.Count > 0 ? aim.Columns : null;
    private PageMark? _mark;
    private bool _turned;
    private bool _totalShown;
    private bool _window, _merged, _folded;
    private bool _unfilled;
    private bool _ledTwice;
    private int _sheet;
    private int _doubled;
    private int _unjudged;
    private int _untold;
    private bool _begun;
    private bool _keptBelow;
    private string? _kept;
    private PagesInTurn _inTurn = new();
    private bool _replied;
    private bool _anew;
    private string? _frame = aim.Declared?.Root.Frame;

    public TableAim Aim => aim;

    /// <summary>It stands in a frame, which turns its pages while the page itself stays.</summary>
    public bool IsFramed => _frame is not null;

    /// <summary>Rows that passed the filter and were not replied yet.</summary>
    public Queue<ReadRow> Waiting { get; } = new();

    /// <summary>What the rows that wait would take in a reply.</summary>
    public RowBytes WaitingBytes { get; private set; }

    public IReadOnlyList<Column> Columns => _columns ?? throw new InvalidOperationException("nothing was read yet");

    /// <summary>Every row read, also those that the filter left out.</summary>
    public int RowsRead { get; private set; }

    public int PagesRead { get; private set; }
    public decimal? Total { get; private set; }

    /// <summary>The address of the first page, and the page that was read last.</summary>
    public string? Start { get; private set; }

    public PageMark? End => _mark;

    /// <summary>There are no further pages, or none that can be reached.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why not everything was read, once it ended.</summary>
    public string? Why { get; private set; }

    /// <summary>Reads pages until enough rows wait for the reply or the table ends.</summary>
    public async Task GoOnAsync(BrowserSession session, RowBudget budget, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        var (begun, again, looks) = (PagesRead, false, 0);
        if (PagesRead == 0 && aim.Declared is null) _frame = await TableFrames.FindAsync(session, aim.Name, cancel);
        while (!Ended && (_turned || !budget.IsMet(this) && !(budget.IsLate() && PagesRead > begun)))
        {
            var ask = Next(budget.IsLate() ? 0 : budget.Lacking(this));
            var page = await TableScript.AskAsync(session, ask, cancel, _frame);
            if (page.Outcome is "not_found" && PagesRead == 0 && !again)
            {
                // The frame that has it may have come meanwhile.
                (_frame, again) = (await TableFrames.NeedAsync(session, aim, page, cancel), true);
                continue;
            }

            // What the page asked for may be its rows, which are slow to come.
            if (page is { Outcome: "ok", Count: 0, Turned: null or "last" } && PagesRead == 0 && looks++ < 2)
            {
                await session.SettleAsync(cancel);
                continue;
            }

            if (page.Ends && PagesRead == 0) page = await GoBelowAsync(session, page, ask, cancel);
            Take(session, page);
            progress.Report(new(PagesRead, null, string.Create(CultureInfo.InvariantCulture, $"page {PagesRead}, {RowsRead} rows")));
        }
    }

    /// <summary>The next row for a reply.</summary>
    public IReadOnlyList<CellValue> TakeRow()
    {
        var row = Waiting.Dequeue();
        _replied = true;
        WaitingBytes -= row.Bytes;
        return row.Cells;
    }

    /// <summary>Brings the end of the rows into sight: what the page asks for then may be further ones.</summary>
    private async Task<TablePage> GoBelowAsync(BrowserSession session, TablePage page, TableAsk ask, CancellationToken cancel)
    {
        var keptBack = session.Notes.LastKeptBack;
        ask = ask with { Turn = null, Resume = null };
        var now = await TableScript.AskAsync(session, ask with { Below = true }, cancel, _frame);
        if (now.Below == "reached")
        {
            await session.SettleAsync(cancel);
            now = await TableScript.AskAsync(session, ask, cancel, _frame);
        }

        var grew = now.Below == "grew" || now.Outcome == "ok" && now.Count > page.Count;
        _keptBelow = !grew && session.Notes.LastKeptBack != keptBack;
        return grew ? page with { Below = "grew" } : page;
    }

    private TableAsk Next(int lacking)
    {
        var columns = _columns;
        var mayTurn = aim.Declared is null || aim.Paging is not null || aim.IsVirtual;
        return new TableAsk
        {
            Root = aim.Declared?.Root,
            Name = aim.Declared is null ? aim.Name : null,
            Known = aim.Known,
            Masks = [.. aim.Masks.Select(mask => mask.Headers)],
            List = aim.Declared?.Kind == TableKind.List,
            Grid = aim.Declared is { Kind: TableKind.AriaGrid, Pages: null },
            Columns = columns?.Select(column => new AskedColumn(column.Headers, column.Type == ValueType.Link, column.At)).ToList(),
            Titled = aim.Columns.Count == 0 && columns is not null,
            Keys = columns is null ? [] : Indexes(columns, column => aim.RowKey.Contains(column.Key)),
            Required = columns is null ? [] : Indexes(columns, column => column.Required),
            From = aim.Grows && _mark is { } mark ? mark.Count : 0,
            Total = PagesRead == 0 || Total is null ? aim.Declared?.Total : null,
            After = _turned ? _mark : null,
            Resume = _turned ? null : _mark,
            Grows = aim.Grows,
            Wait = PagesRead == 0 || _mark is { Final: true } ? 2_000 : aim.Grows && Overlaps ? 1_500 : 8_000,
            Turn = mayTurn ? new AskedTurn(aim.Paging?.Kind ?? (aim.IsVirtual ? PagingKind.Scroll : PagingKind.Next), aim.Paging?.Control, aim.IsVirtual, PagesRead + 1) : null,
            TurnBelow = PagesRead + 1 < aim.MostPages ? lacking : 0,
        };
    }

    private void Take(BrowserSession session, TablePage page)
    {
        if (page.Outcome == "declared") throw TableFit.Declared(aim);
        if (page.Outcome == "moved") throw TableFit.Moved();
        if (PagesRead > 0 && aim.Declared is null && IsOther(page))
        {
            Close(string.Create(CultureInfo.InvariantCulture, $"what was pressed after page {PagesRead} led to another table, of which no row was taken"));
            return;
        }

        if (page.Outcome is "not_found" or "ambiguous") throw TableFit.Missing(aim, page.Outcome, page.Names);
        if (page.Outcome is "last" or "undecided" || page.Stuck)
        {
            Close(page.Outcome == "undecided" ? Doubt(page) : page.Outcome == "last" || page.Over || Overlaps && !page.Paged ? null : Stuck(session));
            return;
        }

        if (page.Fallback is { } fallback) session.Notes.Warn($"{aim.Told} was only found by its fallback no. {fallback}; the Skill has drifted from the page");
        _columns = TitledColumns.Of(_columns, page, aim.Masks);
        if (PagesRead == 0) TableFit.Check(aim, Columns, page, session.Notes);
        if (page.Lacking) throw new BlockFault(Rules.Tables.Changed, $"a row of {aim.Told} has no value in a column that the Skill requires; the portal has changed, tell the owner of its Skill");
        Reconcile(page);
        if (page.Paged) _sheet++;
        if (!aim.Grows && (!page.Window || PagesRead == 0 || page.Paged) && !_pages.Add(page.Window ? page.Top : page.Signature) && page.Count > 0)
        {
            Close(Total == RowsRead ? null : string.Create(CultureInfo.InvariantCulture, $"the pages go round: after page {PagesRead} came one that was read before"));
            return;
        }

        if (!_inTurn.GoesOn(page))
        {
            if (page.Standing != 1 || _replied || _anew)
            {
                Close(string.Create(CultureInfo.InvariantCulture, $"after page {PagesRead} the table stood at page {page.Standing} again, with rows that were read before; read it again"));
                return;
            }

            BeginAnew(page);
        }

        _begun |= page.Begun || PagesRead == 0 && page.Signature == aim.Left;
        (_window, _merged, _folded) = (_window || page.Window, _merged || page.Merged, _folded || page.Folded);
        _unfilled = page.Unfilled || _unfilled && !aim.Grows;
        _said.Hear(page);
        var fresh = 0;
        for (var at = 0; at < page.Rows.Count; at++) fresh += Keep(page.Rows[at], _window && page.Ids?[at] is { } id ? $"{_sheet}:{id}" : null) ? 1 : 0;
        PagesRead++;
        _kept = _keptBelow ? KeptRows.Asked : RowsRead == 0 ? KeptRows.Since(page.Document, session.Notes) : null;
        Note(session, page, fresh);
        Start ??= page.Url;
        (_mark, _turned) = (page.Mark, page.Turned == "clicked" || page.Below == "grew");
        if (page.Cut) Close("the page holds more rows than are read at once");
        else if (page.Below == "grew") aim = aim with { Found = new Paging(PagingKind.Scroll, null, Paging.DefaultMax) };
        else if (page.Turned == "ambiguous") Close("several controls could lead to the next page");
        else if (page.Turned == "grows") aim = aim with { Found = new Paging(PagingKind.LoadMore, null, Paging.DefaultMax) };
        else if (page.Turned == "signed") Close($"beside the table stands `{Escaped.Short(page.Doubted ?? "")}`, which speaks of further rows, and nothing was found that leads to them; a Skill that declares the table can say what does with `pages`");
        else if (page.Turned == "apart") Close("what stands under its head is in no table; a Skill that declares it as a `list` reads it");
        else if (page.Turned == "undecided") Close(Total == RowsRead ? null : Doubt(page));
        else if (page.Turned == "last" && _window && (_unfilled || _said.Count > RowsRead) && !_ledTwice && _sheet == 0) (_ledTwice, _unfilled, _mark) = (true, false, null);
        else if (page.Turned is null or "last") Close(null);
        else if (PagesRead >= aim.MostPages) Close(string.Create(CultureInfo.InvariantCulture, $"reading stopped after {PagesRead} pages, the most that is allowed"));
    }

    // Some learn only when they turn how many rows a page has room for, and go back to the first.
    private void BeginAnew(TablePage page)
    {
        (_anew, _inTurn, RowsRead, PagesRead, _sheet, WaitingBytes) = (true, new(), 0, 0, 0, new());
        Waiting.Clear();
        _seen.Clear();
        _pages.Clear();
        _pages.Add(page.Window ? page.Top : page.Signature);
        _inTurn.GoesOn(page);
    }

    // None of the columns is there, or nothing that is called so.
    private static bool IsOther(TablePage page) => page.Outcome == "not_found" || page.Count > 0 && page.At.Count > 0 && page.At.All(at => at < 0);

    private string Stuck(BrowserSession session) => string.Create(
        CultureInfo.InvariantCulture,
        $"the page did not turn after page {PagesRead}{(session.Notes.Holds(SessionNotes.KeptBack) ? "; for that it sends what data.page_quotes tells, which a read may only where the Skill lists it under `writes`" : "")}");

    private static string Doubt(TablePage page) =>
        $"{Escaped.Short(page.Doubted ?? "a control")} may turn the pages of this table or of another, and was not pressed; a Skill that declares the table can say so with `pages`";

    private void Reconcile(TablePage page)
    {
        if (page.Total is not { } shown) return;
        _totalShown = true;
        if (LocaleNumber.TryRead(shown, aim.Locale.Decimal, beside: false, out var total, out _)) Total = total;
    }

    // Where windows of rows overlap, the same row comes again.
    private bool Overlaps => aim.Overlaps || _window;

    private bool Keep(IReadOnlyList<ShownCell> shown, string? id)
    {
        var row = _cells.Read(Columns, shown, RowsRead + 1);
        var key = aim.RowKey.Count == 0 ? id : string.Join('\u001f', aim.RowKey.Select(part => row[IndexOf(part)].Text));
        if (key is not null && !_seen.Add(key))
        {
            if (!Overlaps) _doubled++;
            return false;
        }

        RowsRead++;
        var wanted = aim.Where.Passes(Columns, row, aim.Locale);
        if (wanted is null) _unjudged++;
        if (wanted != true) return true;
        var waiting = new ReadRow(row);
        Waiting.Enqueue(waiting);
        WaitingBytes += waiting.Bytes;
        return true;
    }

    private void Note(BrowserSession session, TablePage page, int fresh)
    {
        _cells.Tell(session.Notes);
        if (_unjudged > 0) session.Notes.Warn($"{_unjudged} rows so far hold no number where `where` compares one, and were left out");
        session.Notes.LeftOut(page.Hidden);
        if (page.Whole > 0 && page.Count > 0) session.Notes.Warn($"{page.Whole} rows of a single cell over the whole table were left out");
        if (page.Foot > 0) session.Notes.Warn($"{page.Foot} rows at the foot of the table were left out");
        _untold += page.Untold;
        if (page.Untold > 0) session.Notes.Warn($"{_untold} rows say more than the columns of the first page hold; portal_read tells their text");
        if (_doubled > 0 && fresh < page.Rows.Count) session.Notes.Warn($"{_doubled} rows came twice and were left out");
    }

    // INVARIANT: complete is only said of a table that ended by itself and whose rows are as many as the page says.
    private void Close(string? why)
    {
        Ended = true;
        _turned = false;
        Why = (Total is null or 0 ? _kept : null) ?? why
            ?? (_begun && Total != RowsRead ? "reading began at a page that is not the first: go to the first one, and read again"
            : _unfilled && Total != RowsRead ? "the page keeps room for rows that did not come while it was read; read the table again"
            : _folded && Total != RowsRead ? "rows of the tree are folded in, and what stands under them was not read; unfold them, or look at the page for what they hold"
            : _merged && Total != RowsRead ? "rows that read alike were taken for one, as the table draws only those in sight and does not number them"
            : Total is null && _said.Count > RowsRead ? string.Create(CultureInfo.InvariantCulture, $"the grid says it has {_said.Count} rows, {RowsRead} were read")
            : Total is { } total && total != RowsRead ? string.Create(CultureInfo.InvariantCulture, $"the page says there are {total} rows, {RowsRead} were read")
            : aim.Declared?.Total is not null && Total is null && RowsRead > 0 ? _totalShown ? "the total that the page shows cannot be read" : "the page does not show the total that the Skill names"
            : null);
    }

    private int IndexOf(string key) => Columns.TakeWhile(column => column.Key != key).Count();

    private static List<int> Indexes(IReadOnlyList<Column> columns, Func<Column, bool> which) =>
        [.. columns.Select((column, index) => (column, index)).Where(pair => which(pair.column)).Select(pair => pair.index)];
}
