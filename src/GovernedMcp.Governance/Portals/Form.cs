namespace GovernedMcp.Governance.Portals;

/// <summary>A form of a portal: its fields, how it is sent, and how one sees that it was received.</summary>
public sealed record Form
{
    public required string Name { get; init; }

    /// <summary>The section it is on; the fill block goes there when the session is elsewhere.</summary>
    public string? Section { get; init; }

    /// <summary>Null: the form that holds the declared fields.</summary>
    public Locator? Root { get; init; }

    public IReadOnlyList<Field> Fields { get; init; } = [];
    /// <summary>The pages of a wizard, in order. Fewer than two: it is none.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>What goes on to the next page of a wizard. Null: the one control that says so.</summary>
    public Locator? Next { get; init; }

    /// <summary>Where the page sums up what is wrong with the input.</summary>
    public Locator? ErrorSummary { get; init; }

    public SubmitControl? Submit { get; init; }

    /// <summary>Fields, as they are sent, that may hold anything by then, such as a token against forged requests.</summary>
    public IReadOnlyList<string> Volatile { get; init; } = [];

    public FormSuccess? Success { get; init; }
    public ReadBack? Verify { get; init; }
    public required SourceMark Source { get; init; }

    public Field? FindField(string key) => Fields.FirstOrDefault(field => field.Key == key);
}

/// <summary>One field of a form.</summary>
public sealed record Field
{
    public required string Key { get; init; }

    /// <summary>Its label on the page. Null: the key.</summary>
    public string? Label { get; init; }

    public Locator? Locator { get; init; }

    /// <summary>Null: told by the element itself.</summary>
    public Widget? Widget { get; init; }

    public ValueType Type { get; init; } = ValueType.String;
    public bool Required { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>What may be given, for an enum; checked before the page is touched.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>File endings without a dot, for a file field.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    public int? MaxMegabytes { get; init; }
    public Sensitivity Sensitive { get; init; }
}

/// <summary>The kinds of control that the fill block knows.</summary>
public enum Widget
{
    Text,
    Textarea,
    Number,
    Masked,
    Password,
    Email,
    Tel,
    Select,
    Multiselect,
    Combobox,
    Autocomplete,
    Listbox,
    Radio,
    Checkbox,
    Switch,
    Date,
    Time,
    Datetime,
    Datepicker,
    Daterange,
    File,
    Richtext,
    Slider,
    Stepper,
    Tree,
    Readonly,
}

/// <summary>What sends the form, and the one request that this may cause.</summary>
/// <param name="Confirm">The button of a dialog of the page's own that asks once more. Null: none does.</param>
public sealed record SubmitControl(Locator Element, RequestPattern? Request, Locator? Confirm = null);

/// <summary>How one sees that the portal received the form; a pattern captures a value where it says <c>{text}</c>.</summary>
public sealed record FormSuccess(PageCondition When, IReadOnlyDictionary<string, string> Capture);

/// <summary>Where to look whether a form that may have been sent really arrived: a table and the values a row must have.</summary>
public sealed record ReadBack(string Table, IReadOnlyDictionary<string, string> Where);
