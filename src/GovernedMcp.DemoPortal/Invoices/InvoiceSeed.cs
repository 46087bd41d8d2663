using System.Globalization;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>Makes the five hundred invoices, the same ones in every instance.</summary>
internal static class InvoiceSeed
{
    public const int Count = 500;

    private const int Seed = 20261123;
    private static readonly DateOnly FirstDay = new(2026, 1, 5);
    private static readonly int[] Terms = [14, 30, 30, 30, 45, 60];

    public static IReadOnlyList<Invoice> Make()
    {
        var random = new Random(Seed);
        var suppliers = SupplierSeed.Make(random);
        return [.. Enumerable.Range(0, Count).Select(index => Make(index, suppliers[random.Next(suppliers.Count)], random))];
    }

    private static Invoice Make(int index, Supplier supplier, Random random)
    {
        var lastDay = Portal.Today.AddDays(-3).DayNumber - FirstDay.DayNumber;
        var issued = FirstDay.AddDays(index * lastDay / (Count - 1));
        var due = issued.AddDays(Terms[random.Next(Terms.Length)]);
        return new Invoice
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"NW-2026-{index + 1:00000}"),
            Supplier = supplier,
            Issued = issued,
            Due = due,
            Status = StatusOf(due, random.Next(100)),
            PurchaseOrder = NoteSeed.PurchaseOrder(index, random),
            Note = NoteSeed.Note(index, random),
            Lines = Lines(supplier.Trade, random),
        };
    }

    private static InvoiceStatus StatusOf(DateOnly due, int dice) => (due < Portal.Today, dice) switch
    {
        (_, < 6) => InvoiceStatus.Disputed,
        (true, < 13) => InvoiceStatus.Overdue,
        (true, _) => InvoiceStatus.Paid,
        (false, < 20) => InvoiceStatus.Paid,
        (false, _) => InvoiceStatus.Open,
    };

    private static List<InvoiceLine> Lines(Trade trade, Random random)
    {
        var wares = WareSeed.Of(trade).ToArray();
        random.Shuffle(wares);
        return [.. wares.Take(random.Next(1, 5)).Select((ware, index) => new InvoiceLine(
            index + 1,
            ware.Description,
            random.Next(1, ware.MostPieces + 1),
            random.Next(ware.From * 100, ware.To * 100) / 100m))];
    }
}
