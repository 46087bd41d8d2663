namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>The dispute form as it was sent, unchecked, so that it can be shown again as it was.</summary>
internal sealed record DisputeEntry
{
    public string Invoice { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Amount { get; init; } = "";

    public string Contact { get; init; } = "email";

    public string Expected { get; init; } = "";

    public bool Urgent { get; init; }

    public string Note { get; init; } = "";

    public IFormFile? Attachment { get; init; }

    public static DisputeEntry From(IFormCollection form) => new()
    {
        Invoice = form["invoice"].ToString().Trim(),
        Reason = form["reason"].ToString(),
        Amount = form["amount"].ToString().Trim(),
        Contact = form["contact"].ToString(),
        Expected = form["expected"].ToString(),
        Urgent = form["urgent"] == "yes",
        Note = form["note"].ToString().ReplaceLineEndings("\n").Trim(),
        Attachment = form.Files["attachment"] is { Length: > 0 } or { FileName.Length: > 0 } ? form.Files["attachment"] : null,
    };
}
