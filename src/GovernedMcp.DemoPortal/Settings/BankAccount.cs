namespace GovernedMcp.DemoPortal.Settings;

/// <summary>The account that Northwind is asked to pay to.</summary>
internal sealed record BankAccount(string Iban, string Holder);
