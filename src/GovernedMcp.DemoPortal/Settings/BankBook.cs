namespace GovernedMcp.DemoPortal.Settings;

/// <summary>Keeps the bank details.</summary>
internal sealed class BankBook
{
    private static readonly BankAccount Initial = new(Iban.Make("DE", "370400440532013000"), "Hansen & Söhne GmbH");

    private volatile BankAccount _current = Initial;

    public BankAccount Current
    {
        get => _current;
        set => _current = value;
    }

    public void Reset() => _current = Initial;
}
