using System.Buffers.Text;
using System.Text;

namespace GovernedMcp.Server.Mcp.Lists;

/// <summary>
/// Cuts a list into pages. A cursor names the last item of the page before it: nothing is kept on the server, and a list that
/// changed in between is noticed instead of losing an item.
/// </summary>
internal static class ListPages
{
    public const int Size = 50;

    /// <param name="all">The whole list, as this caller sees it now.</param>
    /// <param name="list">Which list: a cursor of another one is none of this.</param>
    /// <param name="key">What tells the items apart.</param>
    /// <param name="cursor">Where to go on; null: at the beginning.</param>
    public static Page<T> Cut<T>(IReadOnlyList<T> all, string list, Func<T, string> key, string? cursor)
    {
        var start = cursor is null ? 0 : After(all, list, key, cursor);
        var page = all.Skip(start).Take(Size).ToList();
        return new Page<T>(page, start + page.Count < all.Count ? Cursor(list, key(page[^1])) : null);
    }

    private static int After<T>(IReadOnlyList<T> all, string list, Func<T, string> key, string cursor)
    {
        for (var place = 0; place < all.Count; place++)
        {
            if (Cursor(list, key(all[place])) == cursor) return place + 1;
        }

        throw CallResult.WrongParameters("`cursor` is none that this list gave out, or the list changed meanwhile; begin again without it");
    }

    private static string Cursor(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}\n{key}"));
}
