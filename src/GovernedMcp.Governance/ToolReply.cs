using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance;

/// <summary>What a call is answered: the envelope, redacted, and the same in words.</summary>
public sealed record ToolReply
{
    internal ToolReply(ReplyOutcome outcome, Redacted envelope, Redacted text, BlockImage? image) =>
        (Outcome, Envelope, Text, Image) = (outcome, envelope, text, image);

    public ReplyOutcome Outcome { get; }

    /// <summary>The id of the rule that ended the call otherwise than asked for.</summary>
    public string? Code { get; internal init; }

    /// <summary>It was allowed, whatever came of it.</summary>
    public bool Permitted { get; internal init; }

    /// <summary><c>{ outcome, code?, message, data, page?, warnings[], approval?, evidence? }</c></summary>
    public Redacted Envelope { get; }

    /// <summary>One to three lines for a person, then the data in compact form.</summary>
    public Redacted Text { get; }

    public BlockImage? Image { get; }

    /// <summary>The file that the reply links to.</summary>
    public KeptFile? File { get; internal init; }

    /// <summary>What a held call waits for.</summary>
    public Approval? Approval { get; internal init; }
}

public enum ReplyOutcome
{
    Completed,

    /// <summary>People are asked first.</summary>
    Held,

    Refused,

    /// <summary>A retry may work.</summary>
    Failed,

    /// <summary>Do not retry.</summary>
    Terminated,
}

/// <summary>A call as it came in: a name and arguments that nobody looked at yet.</summary>
public sealed record ToolRequest(string Tool, System.Text.Json.JsonElement? Arguments)
{
    public string? TraceId { get; init; }

    /// <summary>Null: the transport cannot ask anybody while the call runs.</summary>
    public Tools.PersonAtClient? Person { get; init; }
}
