namespace GovernedMcp.DemoPortal.Pages;

/// <summary>Form fields: label, hint, control and error, tied together for assistive technology.</summary>
internal static class Field
{
    public static Markup Text(FieldSpec spec, string value, Markup? attributes = null) => Frame(spec, Html.Of($"""
        <input type="text" id="{spec.Id}" name="{spec.Id}" value="{value}" autocomplete="off"{attributes}{Aria(spec)}>
        """));

    public static Markup Date(FieldSpec spec, string value) => Frame(spec, Html.Of($"""
        <input type="date" id="{spec.Id}" name="{spec.Id}" value="{value}"{Aria(spec)}>
        """));

    public static Markup Select(FieldSpec spec, string value, IEnumerable<Choice> choices) => Frame(spec, Html.Of($"""
        <select id="{spec.Id}" name="{spec.Id}"{Aria(spec)}>
          {choices.Select(choice => Option(choice, value))}
        </select>
        """));

    public static Markup Option(Choice choice, string chosen) =>
        Html.Of($"""<option value="{choice.Value}"{Html.Flag("selected", choice.Value == chosen)}>{choice.Label}</option>""");

    public static Markup Radios(FieldSpec spec, string value, IEnumerable<Choice> choices) => Html.Of($"""
        <fieldset class="field{Invalid(spec)}" role="radiogroup" id="{spec.Id}" tabindex="-1"{Described(spec)}>
          <legend{RequiredMark(spec)}>{spec.Label}</legend>
          <div class="choices">
            {choices.Select(choice => Html.Of($"""
              <label class="choice"><input type="radio" name="{spec.Id}" value="{choice.Value}"{Html.Flag("checked", choice.Value == value)}> {choice.Label}</label>
              """))}
          </div>
          {Notes(spec)}
        </fieldset>
        """);

    public static Markup Frame(FieldSpec spec, Markup control) => Html.Of($"""
        <div class="field{Invalid(spec)}">
          <label for="{spec.Id}"{RequiredMark(spec)}>{spec.Label}</label>
          {control}
          {Notes(spec)}
        </div>
        """);

    public static Markup Aria(FieldSpec spec) => Html.Of($"{Html.Flag("required", spec.Required)}{Described(spec)}");

    private static Markup Described(FieldSpec spec)
    {
        string[] notes = [.. spec.Error is null ? [] : new[] { $"{spec.Id}-error" }, .. spec.Hint is null ? [] : new[] { $"{spec.Id}-hint" }];
        var describedBy = Html.Attribute("aria-describedby", notes is [] ? null : string.Join(' ', notes));
        return Html.Of($"{describedBy}{Html.Attribute("aria-invalid", spec.Error is null ? null : "true")}");
    }

    private static Markup Notes(FieldSpec spec) => Html.Of($"""
        {Html.When(spec.Error is not null, () => Html.Of($"""<p class="error" id="{spec.Id}-error">{spec.Error}</p>"""))}
        {Html.When(spec.Hint is not null, () => Html.Of($"""<p class="hint" id="{spec.Id}-hint">{spec.Hint}</p>"""))}
        """);

    private static Markup RequiredMark(FieldSpec spec) => Html.Attribute("class", spec.Required ? "required" : null);

    private static string Invalid(FieldSpec spec) => spec.Error is null ? "" : " invalid";
}
