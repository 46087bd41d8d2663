using System.Text.Json.Nodes;
using GovernedMcp.Governance.Files;

namespace GovernedMcp.Governance.Tools;

/// <summary>What a block brings back, before redaction.</summary>
public sealed record BlockResult
{
    /// <summary>One sentence of ours for a person; no word of a page stands in it.</summary>
    public required string Message { get; init; }

    /// <summary>The data of the reply's envelope. Text that came from the page stands only in fields the tool's output schema marks as untrusted.</summary>
    public JsonObject Data { get; init; } = [];

    /// <summary>A compact text of the data for clients that ignore structured content; null: the data's JSON.</summary>
    public string? Text { get; init; }

    /// <summary>Where the session is now: address without query values, title.</summary>
    public PageFacts? Page { get; init; }

    /// <summary>Sentences of ours. What a page said that they speak of stands in <see cref="Quotes"/>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Words of the page that message and warnings speak of: untrusted, so told apart from them.</summary>
    public IReadOnlyList<string> Quotes { get; init; } = [];
    public BlockImage? Image { get; init; }

    /// <summary>The file that was fetched; the reply links to it.</summary>
    public KeptFile? File { get; init; }

    /// <summary>What the record of the outcome says besides.</summary>
    public JsonObject? Facts { get; init; }

    /// <summary>Rows read, counted against the workflow's limit.</summary>
    public int Rows { get; init; }

    /// <summary>How a submit ended.</summary>
    public SubmitState? Submit { get; init; }

    /// <summary>The reference that the portal gave for what was sent.</summary>
    public string? Reference { get; init; }
}

public sealed record PageFacts(string Url, string Title);

public sealed record BlockImage(string MimeType, ReadOnlyMemory<byte> Bytes);

/// <summary>The life of a submit. Only moves forward; nothing is ever sent twice.</summary>
public enum SubmitState
{
    /// <summary>Allowed and on record; nothing has left.</summary>
    Intent,

    /// <summary>The form is about to leave or has left.</summary>
    Sending,

    /// <summary>The portal said it received it.</summary>
    Confirmed,

    /// <summary>The portal said no.</summary>
    RejectedByPortal,

    /// <summary>Provably nothing left.</summary>
    NotSent,

    /// <summary>It may have arrived; to be settled by reading back or by a person, never by sending again.</summary>
    Unknown,
}
