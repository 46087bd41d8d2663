using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What happened on the side and is told with the next reply.</summary>
public sealed class SessionNotes
{
    /// <summary>Warns of a request that was kept back since it may change something.</summary>
    public const string KeptBack = "the page tried to send what this call may not send";

    private const int Most = 50;
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _pageTexts = new();

    private long _keptBack;
    private long _shut;

    /// <summary>When a request was kept back last, as it may change something; in milliseconds since 1970.</summary>
    public long LastKeptBack => Volatile.Read(ref _keptBack);

    /// <summary>When a web socket was refused last, in milliseconds since 1970.</summary>
    public long LastShut => Volatile.Read(ref _shut);

    /// <summary>Tells of a request that was kept back since it may change something.</summary>
    internal void TellKeptBack(string request)
    {
        Volatile.Write(ref _keptBack, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Warn(KeptBack, request);
    }

    /// <summary>Tells of a request that was not let out.</summary>
    internal void TellDenied(EgressDenial denial)
    {
        if (denial.Why == EgressJudge.Socket) Volatile.Write(ref _shut, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Warn("a request of the page was not let out", $"{denial.Request.Origin}: {denial.Why}");
    }

    /// <summary>A sentence of ours, without any word of the page.</summary>
    public void Warn(string sentence) => Put(_warnings, sentence);

    /// <summary>A sentence of ours and the words of the page that it speaks of.</summary>
    public void Warn(string sentence, string quote)
    {
        Warn(sentence);
        Quote(quote);
    }

    /// <summary>A text of the page (of a dialog, say): untrusted.</summary>
    public void Quote(string text) => Put(_pageTexts, text);

    /// <summary>Warns of text that nobody sees and that was therefore not told.</summary>
    internal void LeftOut(int hidden)
    {
        if (hidden > 0) Warn($"{hidden} pieces of text that a person cannot see were left out");
    }

    /// <summary>It was warned of this, and nobody was told yet.</summary>
    public bool Holds(string sentence) => _warnings.Contains(sentence);

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
