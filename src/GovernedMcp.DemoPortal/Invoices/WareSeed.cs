using static GovernedMcp.DemoPortal.Invoices.Trade;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>What invoices list, with the price range of one piece.</summary>
internal static class WareSeed
{
    public static IReadOnlyList<(string Description, int From, int To, int MostPieces)> Of(Trade trade) => trade switch
    {
        Office =>
        [
            ("Copy paper A4, 80 g, pallet", 380, 620, 12), ("Toner cartridge, black", 45, 120, 40), ("Height-adjustable desk 160 × 80", 410, 890, 20),
            ("Task chair \"Linea\"", 190, 460, 30), ("Filing cabinet, 4 drawers", 210, 380, 8), ("Letterhead, 1,000 sheets", 60, 140, 10),
        ],
        Freight =>
        [
            ("Full truck load, Rotterdam – Hamburg", 1150, 1980, 6), ("Sea freight, 40 ft container", 2100, 4900, 5), ("Express courier, next day", 18, 64, 60),
            ("Cold chain surcharge", 95, 240, 10), ("Customs clearance", 65, 180, 8), ("Storage, pallet and week", 4, 12, 400),
        ],
        Technology =>
        [
            ("Managed switch, 48 ports", 640, 1450, 12), ("Software maintenance, yearly", 900, 14500, 2), ("On-site support, hour", 85, 160, 80),
            ("Fibre patch cable OM4, 5 m", 12, 38, 120), ("Server, 2U, 256 GB", 5200, 11800, 6), ("Penetration test, day", 980, 1650, 10),
        ],
        Premises =>
        [
            ("Office cleaning, month", 1250, 4800, 3), ("Fire extinguisher service", 18, 45, 90), ("LED panel 60 × 60", 38, 96, 150),
            ("Lift maintenance, quarter", 480, 1250, 4), ("Waste disposal, container", 140, 390, 12), ("Desk rental, month", 190, 340, 25),
        ],
        Catering =>
        [
            ("Business lunch, person", 14, 38, 140), ("Coffee beans, 1 kg", 16, 29, 80), ("Canteen supply, week", 980, 3400, 4),
            ("Fruit basket", 22, 48, 40), ("Conference buffet", 640, 2900, 3), ("Mineral water, crate", 5, 11, 120),
        ],
        _ =>
        [
            ("Deep groove ball bearing 6204-2RS", 3, 11, 1200), ("Stainless steel sheet 1.4301, 2 mm", 88, 260, 60), ("Hydraulic pump, type P-30", 780, 2650, 8),
            ("Corrugated boxes, 500 pieces", 190, 420, 30), ("Machined flange DN 80", 34, 118, 90), ("Conveyor belt, metre", 46, 135, 70),
        ],
    };
}
