namespace GovernedMcp.DemoPortal.Pages;

internal static class ProblemView
{
    public static Markup Render(string title, string explanation) => Html.Of($"""
        <section class="card message">
          <h1>{title}</h1>
          <p>{explanation}</p>
          <p><a class="button secondary" href="/home">Back to home</a></p>
        </section>
        """);
}
