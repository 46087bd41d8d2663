using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Suppliers;

/// <summary>What one must tell of a new supplier: thirty fields, as long as such forms are.</summary>
internal static class SupplierFields
{
    private static readonly string[] Countries = ["Germany", "France", "United Kingdom", "Sweden", "Switzerland"];

    public static IReadOnlyList<SupplierField> All { get; } =
    [
        Text("company", "Company name", required: true), Text("trade_name", "Trade name"), Select("legal_form", "Legal form", "GmbH", "AG", "Ltd", "SARL", "AB"),
        Text("register_no", "Register number"), Text("vat_no", "VAT number", required: true), Text("tax_office", "Tax office"),
        Date("founded", "Founded on"), Text("employees", "Employees"), Text("turnover", "Yearly turnover"), Select("currency", "Currency", "EUR", "GBP", "SEK", "CHF"),
        Text("street", "Street", required: true), Text("house_no", "House number"), Text("postcode", "Postcode", required: true), Text("city", "City", required: true),
        Select("country", "Country", Countries), Text("region", "Region"), Text("phone", "Phone"), Text("fax", "Fax"), Text("email", "E-mail", required: true),
        Text("website", "Website"), Text("contact_first", "Contact first name"), Text("contact_last", "Contact last name"), Text("contact_role", "Contact role"),
        Select("language", "Language", "English", "German", "French", "Swedish"), Select("terms", "Payment terms", "14 days", "30 days", "60 days"),
        Date("valid_from", "Valid from"), Date("audited", "Last audit on"), Box("iso9001", "ISO 9001 certified"), Box("newsletter", "Send newsletter"), Box("confirmed", "Data confirmed"),
    ];

    private static SupplierField Text(string id, string label, bool required = false) => new(id, label, required, (spec, value) => Field.Text(spec, value));

    private static SupplierField Date(string id, string label) => new(id, label, Required: false, (spec, value) => Field.Date(spec, value));

    private static SupplierField Select(string id, string label, params string[] choices) =>
        new(id, label, Required: false, (spec, value) => Field.Select(spec, value, [new("", "Select"), .. choices.Select(choice => new Choice(choice, choice))]));

    private static SupplierField Box(string id, string label) => new(id, label, Required: false, (spec, value) => Html.Of($"""
        <div class="field"><label class="choice"><input type="checkbox" id="{spec.Id}" name="{spec.Id}" value="yes"{Html.Flag("checked", value == "yes")}> {spec.Label}</label></div>
        """));
}

/// <summary>One of them, and how it is drawn.</summary>
internal sealed record SupplierField(string Id, string Label, bool Required, Func<FieldSpec, string, Markup> Draw)
{
    public Markup Render(string value, string? error) => Draw(new(Id, Label, error, Required), value);
}
