using System.Globalization;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>The bar below the list: range, rows per page, pages.</summary>
internal static class Pagination
{
    public static Markup Render(InvoicePage page) => Html.Of($"""
        <div class="pages">
          <p class="range">{page.First}–{page.Last} of {page.Total}</p>
          <div class="size">
            <label for="size">Rows per page</label>
            <select id="size" name="size" form="filter" data-submits>
              {InvoiceQuery.Sizes.Select(size => Size(size, page.Query.Size))}
            </select>
          </div>
          <nav aria-label="Pagination">
            <ul>
              <li>{Step("Previous", "prev", page, page.Query.Page - 1)}</li>
              {Numbers(page).Select(number => Number(number, page.Query))}
              <li>{Step("Next", "next", page, page.Query.Page + 1)}</li>
            </ul>
          </nav>
        </div>
        """);

    private static Markup Size(int size, int chosen)
    {
        var text = size.ToString(CultureInfo.InvariantCulture);
        return Field.Option(new Choice(text, text), chosen.ToString(CultureInfo.InvariantCulture));
    }

    private static Markup Step(string text, string rel, InvoicePage page, int target) => target < 1 || target > page.Pages
        ? Html.Of($"""<a role="link" aria-disabled="true">{text}</a>""")
        : Html.Of($"""<a rel="{rel}" href="{(page.Query with { Page = target }).ToUrl()}">{text}</a>""");

    private static Markup Number(int? number, InvoiceQuery query) => number switch
    {
        null => Html.Of($"""<li class="gap" aria-hidden="true">…</li>"""),
        _ when number == query.Page => Html.Of($"""<li><a href="{query.ToUrl()}" aria-label="Page {number.Value}" aria-current="page">{number.Value}</a></li>"""),
        _ => Html.Of($"""<li><a href="{(query with { Page = number.Value }).ToUrl()}" aria-label="Page {number.Value}">{number.Value}</a></li>"""),
    };

    /// <summary>First, last and the neighbours of the current page; null is a gap.</summary>
    private static IEnumerable<int?> Numbers(InvoicePage page)
    {
        var before = 0;
        foreach (var number in Enumerable.Range(1, page.Pages))
        {
            if (number != 1 && number != page.Pages && Math.Abs(number - page.Query.Page) > 2)
                continue;
            if (number - before > 1)
                yield return null;
            yield return number;
            before = number;
        }
    }
}
