using System.Collections.Concurrent;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What happened on the side and is told with the next reply.</summary>
public sealed class SessionNotes
{
    private const int Most = 50;
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _pageTexts = new();

    /// <summary>A sentence of ours.</summary>
    public void Warn(string sentence) => Put(_warnings, sentence);

    /// <summary>A text of the page (of a dialog, say): untrusted.</summary>
    public void Quote(string text) => Put(_pageTexts, text.Length > 300 ? text[..300] : text);

    public IReadOnlyList<string> TakeWarnings() => Take(_warnings);

    /// <summary>Texts of the page: for fields marked as untrusted only.</summary>
    public IReadOnlyList<string> TakeQuotes() => Take(_pageTexts);

    private static void Put(ConcurrentQueue<string> queue, string text)
    {
        if (queue.Count < Most) queue.Enqueue(text);
    }

    private static List<string> Take(ConcurrentQueue<string> queue)
    {
        var taken = new List<string>();
        while (queue.TryDequeue(out var text))
        {
            if (!taken.Contains(text)) taken.Add(text);
        }
        return taken;
    }
}
