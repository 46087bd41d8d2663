namespace GovernedMcp.DemoPortal.Pages;

/// <summary>What is wrong with a form that was sent, at most one message a field, in the order of the fields.</summary>
internal sealed class FieldErrors
{
    private readonly List<(string Field, string Message)> _errors = [];

    public bool Any => _errors.Count > 0;

    public string? For(string field) => _errors.Find(error => error.Field == field).Message;

    public void Add(string field, string message) => _errors.Add((field, message));

    /// <summary>The summary above the form; nothing when nothing is wrong.</summary>
    public Markup Summary() => Html.When(Any, () => Html.Of($"""
        <div class="alert error" role="alert" id="error-summary" tabindex="-1">
          <h2>There is a problem</h2>
          <p>Nothing was sent. Please correct the following:</p>
          <ul>
            {_errors.Select(error => Html.Of($"""<li><a href="#{error.Field}">{error.Message}</a></li>"""))}
          </ul>
        </div>
        """));
}
