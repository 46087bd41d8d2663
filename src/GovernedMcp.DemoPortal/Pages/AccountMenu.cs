using GovernedMcp.DemoPortal.Accounts;

namespace GovernedMcp.DemoPortal.Pages;

internal static class AccountMenu
{
    public static Markup Render(PageFrame frame) => frame.Account is null ? Html.None : Html.Of($"""
        <div class="account">
          <button type="button" id="account-button" aria-label="Account menu" aria-expanded="false" aria-controls="account-menu">
            <span class="avatar" aria-hidden="true">{frame.Account.Initials}</span>
            <span class="who">{frame.Account.Name}</span>
          </button>
          <div id="account-menu" class="menu" hidden>
            <p><b>{frame.Account.Name}</b><br>{frame.Account.Role}<br><span class="quiet">{frame.Account.UserId}</span></p>
            <a href="/settings/bank">Bank details</a>
            <form method="post" action="/logout">
              <input type="hidden" name="{AntiForgery.FieldName}" value="{frame.Token}">
              <button type="submit">Sign out</button>
            </form>
          </div>
        </div>
        """);
}
