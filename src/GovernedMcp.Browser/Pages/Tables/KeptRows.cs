using GovernedMcp.Browser.Sessions;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Why the rows of a table may lack: what its page asked for was not let out. Scripts count none until the rows come.</summary>
internal static class KeptRows
{
    public const string Asked = "the page asked for something by a request that a read may only send where the Skill lists it under `writes`, and no row came: it may have asked for the rows";

    private const string Shut = "the page asked for a web socket, which is only opened where the Skill lists it under `origins.socket`, and no row came: they may come through it";

    /// <summary>What was kept back since a document began, in milliseconds since 1970; null when nothing was.</summary>
    public static string? Since(double document, SessionNotes notes) => notes.LastKeptBack > document ? Asked : notes.LastShut > document ? Shut : null;
}
