namespace GovernedMcp.Governance.Tools;

/// <summary>
/// Something that only a person can do while we sign in: approve on a telephone, show that they are one. They do it at the portal or on
/// their own device; nothing that they know is ever asked for here.
/// </summary>
/// <param name="Say">What to do, in the words of the Skill.</param>
/// <param name="Until">Then it is given up.</param>
public sealed record HandOff(string Workflow, string Portal, string Title, HandOffKind Kind, string Say, DateTimeOffset Until);

public enum HandOffKind
{
    /// <summary>A request is waiting on somebody's telephone or other device.</summary>
    Push,

    /// <summary>A riddle for people, in the window of the browser.</summary>
    Captcha,
}

/// <summary>Asks the person at the client, where the client can. True: done, or so they say; false: they will not; null: nobody was there to say anything.</summary>
public delegate Task<bool?> PersonAtClient(HandOff what, CancellationToken cancel);
