namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What the script <c>form</c> answers: a form as it stands on the page.</summary>
internal sealed record FormLook
{
    /// <summary><c>ok</c>, <c>not_found</c> or <c>ambiguous</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What is there instead, or the candidates.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public int? Fallback { get; init; }

    /// <summary>Where the form stands and where it would be sent: origin and path.</summary>
    public string Address { get; init; } = "";

    public string Action { get; init; } = "";

    /// <summary>What the action's address says after the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Tells one loading of the page from another.</summary>
    public double Document { get; init; }

    /// <summary>Which of the forms of the page it is; -1: its fields stand in none.</summary>
    public int Place { get; init; } = -1;

    /// <summary>Each name and value that the form itself would send, unseen ones too; null: only scripts send it.</summary>
    public IReadOnlyList<LookedPair>? Sent { get; init; }

    /// <summary><c>get</c>, <c>post</c> or nothing when scripts send it.</summary>
    public string Method { get; init; } = "";

    /// <summary>It says nothing of where it goes: the page's scripts do.</summary>
    public bool Scripted { get; init; }

    /// <summary>It says of itself that it asks for what fits, as searches and filters do.</summary>
    public bool Asks { get; init; }

    /// <summary>It is a search or a filter and nothing else, also where it is sent as what stores is.</summary>
    public bool Seeks { get; init; }

    /// <summary>The names of what goes along unseen.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Pieces of text that nobody can see and that were left out.</summary>
    public int Unseen { get; init; }

    /// <summary>What it says where it has no field to fill: what is asked once more. Untrusted.</summary>
    public string? Asked { get; init; }

    public IReadOnlyList<LookedField> Fields { get; init; } = [];

    /// <summary>For each wanted field, the indexes of the fields it may mean.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Matched { get; init; } = [];

    /// <summary>What the page sums up as wrong. Untrusted.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];

    /// <summary>The name of the one control that sends it; null: none does, or it is not told which.</summary>
    public string? Sender { get; init; }

    /// <summary>The names of the controls that would send it.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];
}

/// <summary>A field on the page.</summary>
internal sealed record LookedField
{
    public string Widget { get; init; } = "text";
    public string Label { get; init; } = "";

    /// <summary>Only its place on the page labels it.</summary>
    public bool Weak { get; init; }

    public string Name { get; init; } = "";
    public string Id { get; init; } = "";
    public bool Multiple { get; init; }

    /// <summary>A widget stands for it, which may offer more than is known.</summary>
    public bool Open { get; init; }

    /// <summary>The browser itself suggests what to type; nothing of it is on the page.</summary>
    public bool Suggests { get; init; }

    /// <summary>It opens a grid or a dialog, as for a day.</summary>
    public bool Calendar { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];
    public IReadOnlyList<LookedOption>? Options { get; init; }

    /// <summary>What the component that draws it keeps for what it shows, where that is something else; null: nothing is known of it.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary><c>readonly</c> or <c>disabled</c>.</summary>
    public string? Locked { get; init; }

    public bool Required { get; init; }
    public int? Most { get; init; }

    /// <summary>How the field says that days are written in it, such as <c>dd.MM.yyyy</c>; null: it does not say.</summary>
    public string? Pattern { get; init; }

    public string? Min { get; init; }
    public string? Max { get; init; }
    public string? Accept { get; init; }

    /// <summary>What the page or the browser objects to. Untrusted.</summary>
    public string? Message { get; init; }

    /// <summary>A password.</summary>
    public bool Secret { get; init; }

    /// <summary>What one box to tick sends when it is ticked.</summary>
    public string? Ticked { get; init; }

    /// <summary>Which of the page's file inputs it is.</summary>
    public int? File { get; init; }
}

internal sealed record LookedOption(string Text, string Value);

internal sealed record LookedPair(string Name, string Value, long? Size)
{
    /// <summary>It tells where in a picture was clicked, or how far the page is scrolled.</summary>
    public bool Point { get; init; }

    /// <summary>It is what the button that sends the form says of itself.</summary>
    public bool Button { get; init; }

    /// <summary>It is empty and out of sight, and the link that sends the form may write one of these into it: they stand in its address.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];
}
