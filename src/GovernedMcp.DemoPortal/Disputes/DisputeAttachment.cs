namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>What the portal remembers of an attached file; its content is not kept.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of the content, in lower-case hexadecimal.</param>
public sealed record DisputeAttachment(string FileName, long Length, string Sha256);
