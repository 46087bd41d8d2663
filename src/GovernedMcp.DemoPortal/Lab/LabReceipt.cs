using GovernedMcp.DemoPortal.Disputes;

namespace GovernedMcp.DemoPortal.Lab;

/// <summary>One form of the lab as it arrived, without its anti-forgery token.</summary>
/// <param name="Form">Which: the last part of the address it was sent to.</param>
/// <param name="Host">The host that it was sent to.</param>
public sealed record LabReceipt(string Form, string Host, IReadOnlyDictionary<string, string> Fields, DisputeAttachment? File);
