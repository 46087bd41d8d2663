using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Settings;

internal static class BankView
{
    public static Markup Render(Visit visit, BankAccount account, FieldErrors errors, bool saved) => Html.Of($"""
        <div class="heading"><div>
          <h1>Bank details</h1>
          <p class="quiet">Payments are made to this account from the next payment run on.</p>
        </div></div>
        {Html.When(saved, () => Html.Of($"""<div class="alert success" role="status"><p>Bank details saved</p></div>"""))}
        {errors.Summary()}
        <form class="card form" method="post" action="/settings/bank" aria-label="Bank details" novalidate>
          {visit.TokenField}
          {Field.Text(new("iban", "IBAN", errors.For("iban"), Required: true), account.Iban, Html.Of($" class=\"mono\" spellcheck=\"false\""))}
          {Field.Text(new("holder", "Account holder", errors.For("holder"), Required: true), account.Holder)}
          <div class="actions"><button class="button" type="submit">Save</button></div>
        </form>
        """);
}
