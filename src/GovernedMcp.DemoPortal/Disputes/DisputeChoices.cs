using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>What can be chosen in the dispute form: what is posted, and what people read.</summary>
internal static class DisputeChoices
{
    public const string Other = "other";

    public static readonly Choice[] Reasons =
    [
        new("wrong_amount", "Wrong amount"),
        new("not_received", "Goods not received"),
        new("duplicate", "Duplicate invoice"),
        new(Other, "Other"),
    ];

    public static readonly Choice[] Contacts = [new("email", "E-mail"), new("phone", "Phone")];

    public static string? Label(IEnumerable<Choice> choices, string value) => choices.FirstOrDefault(choice => choice.Value == value)?.Label;
}
