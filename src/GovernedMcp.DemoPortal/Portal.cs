using GovernedMcp.DemoPortal.Accounts;
using GovernedMcp.DemoPortal.Disputes;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Lab;
using GovernedMcp.DemoPortal.Settings;
using GovernedMcp.DemoPortal.Suppliers;
using GovernedMcp.DemoPortal.Witness;

namespace GovernedMcp.DemoPortal;

/// <summary>Everything one portal instance remembers, all of it in memory.</summary>
internal sealed class Portal(DemoPortalOptions options)
{
    /// <summary>The day on which the invoices' states are true. Fixed, so that the data never changes.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public bool Redesigned => options.Redesigned;

    public AntiForgery AntiForgery { get; } = new();

    public AccountBook Accounts { get; } = new(options);

    public SessionBook Sessions { get; } = new(options.IdleTimeout, options.Clock);

    public InvoiceBook Invoices { get; } = new(InvoiceSeed.Make());

    public DisputeBook Disputes { get; } = new(options.Clock);

    public BankBook Bank { get; } = new();

    public SupplierBook Suppliers { get; } = new();

    public FaultBox Faults { get; } = new(options.Faults);

    public LabAccounts Lab { get; } = new(options.Clock);

    public LabBook LabBook { get; } = new();

    public TimeProvider Clock { get; } = options.Clock;

    public RequestLog Requests { get; } = new(options.Clock);

    public void Apply(FaultSwitches faults)
    {
        Faults.Current = faults;
        if (faults.ExpireSessions)
            Sessions.CloseAll();
    }

    /// <summary>Back to the state of the start; the invoices never change.</summary>
    public void Reset()
    {
        Accounts.Reset();
        Sessions.CloseAll();
        Disputes.Reset();
        Bank.Reset();
        Suppliers.Reset();
        Lab.Reset();
        LabBook.Reset();
        Faults.Current = options.Faults;
        Requests.Reset();
    }
}
