using System.Runtime.CompilerServices;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The readings that can be gone on with, by cursor; a few to a session, gone with it.</summary>
internal sealed class CursorShelf
{
    private const int Most = 8;
    private readonly ConditionalWeakTable<BrowserSession, LinkedList<(string Cursor, TableReading Reading, int SignedIn, int Deeds)>> _shelves = [];

    public string Put(BrowserSession session, TableReading reading)
    {
        var shelf = _shelves.GetOrCreateValue(session);
        var cursor = Ids.New("c");
        shelf.AddLast((cursor, reading, session.SignedIn, session.Deeds));
        if (shelf.Count > Most) shelf.RemoveFirst();
        return cursor;
    }

    /// <summary>Takes a reading off the shelf: every cursor is good once.</summary>
    public TableReading Take(BrowserSession session, string cursor, TableAim aim)
    {
        var shelf = _shelves.GetOrCreateValue(session);
        var found = shelf.FirstOrDefault(entry => entry.Cursor == cursor);
        if (found.Reading is null) throw Unknown();
        shelf.Remove(found);
        // INVARIANT: a cursor shows nothing that the call would not show without it.
        if (!found.Reading.Aim.IsSame(aim) || found.SignedIn != session.SignedIn) throw Unknown();
        // INVARIANT: the rows of one reading are of one list. Another call may have changed which the page shows.
        return found.Reading.Ended || found.Deeds == session.Deeds ? found.Reading : throw TableFit.Moved();
    }

    /// <summary>A reading that begins turns the pages of those before: they cannot be gone on with.</summary>
    public void Drop(BrowserSession session, string table)
    {
        var shelf = _shelves.GetOrCreateValue(session);
        foreach (var entry in shelf.Where(entry => !entry.Reading.Ended && entry.Reading.Aim.Name == table).ToList()) shelf.Remove(entry);
    }

    private static BlockFault Unknown() =>
        new(Rules.Cursors.Unknown, "this cursor is unknown, used or of another reading; repeat table, columns and where unchanged, or read again without cursor");
}
