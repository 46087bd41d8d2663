using System.Globalization;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Lab;

/// <summary>The lists of the lab that are made when they are asked for: windows of a long one, one that moves, one that fails at first.</summary>
internal static class LabLists
{
    private const int Size = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lab/rows", (int from, int count) => Results.Json(Enumerable.Range(from + 1, count).Select(Movement)));
        routes.MapGet("/lab/moving", (Portal portal, string? whose, int? page) => Moving(portal, whose ?? "all", page ?? 1));
        routes.MapGet("/lab/flaky/{how}", Flaky);
    }

    private static string[] Movement(int number) => [Text(number), string.Create(CultureInfo.InvariantCulture, $"P-{number * 7 % 400:D3}"), Text(number * 3 % 101)];

    private static IResult Moving(Portal portal, string whose, int page) => LabPages.Answer("A list that moves", Html.Of($"""
        <table><caption>Jobs</caption><tr><th>Job</th><th>Hours</th></tr>
        {portal.LabBook.JobsOf(whose, page, Size).Select(job => Html.Of($"<tr><td>J-{Text(job)}</td><td>{Text(job * 2)}</td></tr>"))}</table>
        <p>{Text((page - 1) * Size + 1)}–{Text(page * Size)} of 60</p>
        {Html.When(page < 3, () => Html.Of($"""<a rel="next" href="/lab/moving?whose={whose}&page={Text(page + 1)}">Next</a>"""))}
        """));

    // `error…` or `reset…`: what follows tells one reader from another.
    private static IResult Flaky(HttpContext http, Portal portal, string how)
    {
        if (!portal.LabBook.IsFirst(how)) return LabPages.Answer("Flaky", Html.Of($"<table><caption>Complaints</caption><tr><th>Complaint</th></tr><tr><td>C-1</td></tr><tr><td>C-2</td></tr></table>"));
        if (how.StartsWith("error", StringComparison.Ordinal)) return Results.StatusCode(StatusCodes.Status500InternalServerError);
        http.Abort();
        return Results.Empty;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
