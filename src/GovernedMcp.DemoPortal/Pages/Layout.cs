namespace GovernedMcp.DemoPortal.Pages;

/// <summary>The frame around every page: head, header with navigation and account menu, footer.</summary>
internal static class Layout
{
    private static readonly (string Href, string Text)[] Sections =
    [
        ("/home", "Home"),
        ("/billing/invoices", "Invoices"),
        ("/disputes", "Disputes"),
        ("/settings/bank", "Bank details"),
    ];

    /// <summary>A page without header, for visitors who are not signed in.</summary>
    public static Markup Bare(PageFrame frame, Markup content) => Document(frame, Html.Of($"""
        <main id="content" class="bare">
        {content}
        </main>
        """));

    public static Markup Full(PageFrame frame, Markup content) => Document(frame, Html.Of($"""
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <div class="wrap">
            {Brand("/home")}
            <nav aria-label="Main">
              <ul>
                {Sections.Select(section => NavigationItem(section.Href, section.Text, frame.Path))}
              </ul>
            </nav>
            {AccountMenu.Render(frame)}
          </div>
        </header>
        <main id="content" class="wrap">
        {content}
        </main>
        <footer class="wrap bottom">
          <p>© 2026 Northwind Trading Group</p>
          <p>Supplier desk: +44 20 5550 0142, Monday to Friday, 08:00–17:30</p>
          <p>Version 2026.3</p>
        </footer>
        """));

    public static Markup Brand(string href) => Html.Of($"""
        <a class="brand" href="{href}"><img src="/assets/mark.svg" alt="" width="30" height="30"><span>Northwind <b>Vendor Portal</b></span></a>
        """);

    private static Markup NavigationItem(string href, string text, string path)
    {
        var here = path.StartsWith(href, StringComparison.Ordinal) ? "page" : null;
        return Html.Of($"""<li><a href="{href}"{Html.Attribute("aria-current", here)}>{text}</a></li>""");
    }

    private static Markup Document(PageFrame frame, Markup body) => Html.Of($"""
        <!doctype html>
        <html lang="en-GB">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{frame.Title} – Northwind Vendor Portal</title>
          <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/assets/portal.css">
          <link rel="stylesheet" href="/assets/parts.css">
          <script src="/assets/portal.js" defer></script>
        </head>
        <body>
        {body}
        {frame.Scripts}
        </body>
        </html>
        """);
}
