namespace GovernedMcp.Bench.Peer;

/// <summary>The form of thirty fields that both fill in: name, label, kind and value of each.</summary>
internal sealed record Supplier(string Field, string Label, string Kind, string Value)
{
    private const string Text = "textbox";
    private const string Choice = "combobox";
    private const string Box = "checkbox";

    public static IReadOnlyList<Supplier> Fields { get; } =
    [
        new("company", "Company name", Text, "Baltic Timber AB"), new("trade_name", "Trade name", Text, "Baltic Timber"), new("legal_form", "Legal form", Choice, "AB"),
        new("register_no", "Register number", Text, "556000-0001"), new("vat_no", "VAT number", Text, "SE556000000101"), new("tax_office", "Tax office", Text, "Stockholm City"),
        new("founded", "Founded on", Text, "1987-04-01"), new("employees", "Employees", Text, "212"), new("turnover", "Yearly turnover", Text, "48 million"), new("currency", "Currency", Choice, "SEK"),
        new("street", "Street", Text, "Hamngatan"), new("house_no", "House number", Text, "14 B"), new("postcode", "Postcode", Text, "111 47"), new("city", "City", Text, "Stockholm"),
        new("country", "Country", Choice, "Sweden"), new("region", "Region", Text, "Uppland"), new("phone", "Phone", Text, "+46 8 555 01 01"), new("fax", "Fax", Text, "+46 8 555 01 02"),
        new("email", "E-mail", Text, "desk@baltic.example"), new("website", "Website", Text, "www.baltic.example"), new("contact_first", "Contact first name", Text, "Astrid"),
        new("contact_last", "Contact last name", Text, "Lindqvist"), new("contact_role", "Contact role", Text, "Head of sales"), new("language", "Language", Choice, "Swedish"),
        new("terms", "Payment terms", Choice, "30 days"), new("valid_from", "Valid from", Text, "2027-01-01"), new("audited", "Last audit on", Text, "2026-10-15"),
        new("iso9001", "ISO 9001 certified", Box, "true"), new("newsletter", "Send newsletter", Box, "true"), new("confirmed", "Data confirmed", Box, "true"),
    ];

    /// <summary>As the portal must have stored it.</summary>
    public string Stored => Kind == Box ? "yes" : Value;
}
