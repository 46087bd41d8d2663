using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Governance.Tools;

/// <summary>Port: a shared, tested step. It takes a permit and nothing a caller could forge.</summary>
public interface IToolBlock
{
    /// <summary>The tool it stands behind, <c>portal_extract</c>.</summary>
    string Tool { get; }

    /// <exception cref="BlockFault">It could not be done; the fault says what to do next.</exception>
    Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel);
}

/// <summary>What the Governor lends a block for one run.</summary>
public sealed class BlockRun
{
    internal BlockRun(Credential? credential, IProgress<BlockProgress> progress, Func<Task> recordSending, Func<CancellationToken, Task<Credential>> openAgain, PersonAtClient askPerson) =>
        (Credential, Progress, _recordSending, _openAgain, _askPerson) = (credential, progress, recordSending, openAgain, askPerson);

    private readonly Func<Task> _recordSending;
    private readonly Func<CancellationToken, Task<Credential>> _openAgain;
    private readonly PersonAtClient _askPerson;

    /// <summary>The credential of the permit, for the tools that sign in. Disposed after the run.</summary>
    public Credential? Credential { get; }

    public IProgress<BlockProgress> Progress { get; }

    /// <summary>
    /// Puts on record that the form is about to leave. A submit awaits it right before the one request and sends nothing when it
    /// throws: without this record, nothing left; with it, the outcome may be unknown.
    /// </summary>
    public Task RecordSendingAsync() => _recordSending();

    /// <summary>
    /// Opens the credential of the call's portal because the portal ended the session: if the workflow could sign in there by itself
    /// at this moment, and after it is on record. Whoever asks disposes of it.
    /// </summary>
    /// <exception cref="BlockFault">It could not.</exception>
    public Task<Credential> OpenAgainAsync(CancellationToken cancel) => _openAgain(cancel);

    /// <summary>Asks the person at the client to do something that only a person can. On record before they are asked.</summary>
    /// <returns>As <see cref="PersonAtClient"/>.</returns>
    public Task<bool?> AskPersonAsync(HandOff what, CancellationToken cancel) => _askPerson(what, cancel);
}

/// <summary>How far a long run is. <paramref name="Total"/> is null when nobody knows.</summary>
public readonly record struct BlockProgress(int Done, int? Total, string What);
