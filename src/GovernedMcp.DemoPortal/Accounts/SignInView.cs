using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Accounts;

internal static class SignInView
{
    public static Markup Render(Visit visit, string userId = "", string? error = null, string? notice = null) => Html.Of($"""
        <div class="signin">
          <section class="welcome">
            {Layout.Brand("/login")}
            <div>
              <p class="claim">Invoices, payments and disputes in one place.</p>
              <ul>
                <li>Follow every invoice from receipt to payment</li>
                <li>Download documents when you need them</li>
                <li>Raise a dispute and keep track of it</li>
              </ul>
            </div>
            <p class="small">Supplier desk: +44 20 5550 0142</p>
          </section>
          <section class="panel">
            <h1>Sign in</h1>
            {Html.When(error is not null, () => Html.Of($"""<div class="alert error" role="alert"><p>{error}</p></div>"""))}
            {Html.When(notice is not null, () => Html.Of($"""<div class="alert info" role="status"><p>{notice}</p></div>"""))}
            <form method="post" action="/login" aria-label="Sign in">
              {visit.TokenField}
              <div class="field">
                <label for="userid">User ID</label>
                <input type="text" id="userid" name="userid" value="{userId}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
              </div>
              <div class="field">
                <label for="password">Password</label>
                <input type="password" id="password" name="password" autocomplete="current-password" required>
              </div>
              <button class="button wide" type="submit">Sign in</button>
            </form>
            <p class="small quiet">Accounts are issued by the Northwind supplier desk. Never share your password.</p>
          </section>
        </div>
        """);
}
