using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>How a submit ended and what the page showed then.</summary>
internal sealed record SubmitEnding(SubmitState State, string Why, Aftermath? Page)
{
    public string? Reference { get; init; }

    /// <summary>What to do next, where that is not what such an end calls for.</summary>
    public string? Next { get; init; }

    /// <summary>The portal answered with the form once more, or with its sign-in: nothing that is found elsewhere settles it.</summary>
    public bool ShownAgain { get; init; }

    /// <summary>Where the form was filled that the portal shows again, holding what was filled in, without a word of trouble.</summary>
    public Uri? Filled { get; init; }
}
