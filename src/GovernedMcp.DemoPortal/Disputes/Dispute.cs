namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>A dispute as the portal stored it.</summary>
public sealed record Dispute
{
    /// <summary>Such as <c>DSP-2026-00001</c>, counted from one.</summary>
    public required string Reference { get; init; }

    public required string Invoice { get; init; }

    /// <summary>The reason as it is read on the page.</summary>
    public required string Reason { get; init; }

    /// <summary>In <see cref="Currency"/>, that of the invoice.</summary>
    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required string ContactBy { get; init; }

    public DateOnly? ExpectedBy { get; init; }

    public required bool Urgent { get; init; }

    public required string Note { get; init; }

    public DisputeAttachment? Attachment { get; init; }

    public required string Status { get; init; }

    /// <summary>The user ID of the account that sent it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
