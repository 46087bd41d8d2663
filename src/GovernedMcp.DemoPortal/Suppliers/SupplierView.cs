using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Suppliers;

internal static class SupplierView
{
    public static Markup Form(Visit visit, IReadOnlyDictionary<string, string> entry, FieldErrors errors) => Html.Of($"""
        <div class="heading"><div>
          <h1>New supplier</h1>
          <p class="quiet">Fields marked with a dot are required.</p>
        </div></div>
        {errors.Summary()}
        <form class="card form" method="post" action="/suppliers" aria-label="Supplier" novalidate>
          {visit.TokenField}
          <div class="columns">{SupplierFields.All.Select(field => field.Render(entry.GetValueOrDefault(field.Id, ""), errors.For(field.Id)))}</div>
          <div class="actions"><button class="button" type="submit">Register supplier</button></div>
        </form>
        """);

    public static Markup Received(string number) => Html.Of($"""
        <div class="heading"><div><h1>Supplier registered</h1><p class="quiet">No. {number}</p></div></div>
        """);
}
