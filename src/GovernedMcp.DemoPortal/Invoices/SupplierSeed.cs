using System.Globalization;
using GovernedMcp.DemoPortal.Settings;
using static GovernedMcp.DemoPortal.Invoices.Trade;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>The suppliers: names as they occur, with quotes, accents, ampersands, and signs that a spreadsheet takes for a formula.</summary>
internal static class SupplierSeed
{
    private static readonly (string Name, string Country, Trade Trade)[] Known =
    [
        ("Hansen & Söhne GmbH", "DE", Industry), ("Åkerlund Papper AB", "SE", Office), ("O'Malley Haulage Ltd", "IE", Freight),
        ("Café Zürich AG", "CH", Catering), ("\"Blue Door\" Interiors Ltd", "GB", Premises), ("Peña y Núñez, S.L.", "ES", Catering),
        ("Brânză & Fiii S.R.L.", "RO", Catering), ("Van den Berg Logistiek B.V.", "NL", Freight), ("L'Atelier du Câble SARL", "FR", Technology),
        ("Müller-Lüdenscheidt KG", "DE", Premises), ("Smith, Jones & Partners LLP", "GB", Office), ("Dvořák Strojírny s.r.o.", "CZ", Industry),
        ("Łódzkie Zakłady Papiernicze", "PL", Office), ("Fratelli D'Angelo S.p.A.", "IT", Catering), ("Nordlys Belysning A/S", "DK", Premises),
        ("=mc² Laboratories Ltd", "GB", Technology), ("+Plus Büromarkt GmbH", "DE", Office), ("@work Coworking B.V.", "NL", Premises),
        ("Grünwald Kühltransporte GmbH", "DE", Freight), ("Société Générale d'Emballage", "FR", Industry), ("Thames & Avon Couriers", "GB", Freight),
        ("Øresund Marine Supply ApS", "DK", Industry), ("Kessler Präzisionsteile", "AT", Industry), ("Bergström Data AB", "SE", Technology),
        ("Château Rive-Gauche Traiteur", "FR", Catering), ("100% Green Cleaning Ltd", "GB", Premises), ("Ibérica de Rodamientos, S.A.", "ES", Industry),
        ("De Wit & Zn. Verpakkingen", "BE", Industry), ("Clearwater IT <Managed> Ltd", "GB", Technology), ("Alpenblick Gebäudetechnik AG", "CH", Premises),
        ("Fjord & Fjell Spedisjon AB", "SE", Freight), ("Nowak i Wspólnicy Sp. z o.o.", "PL", Technology), ("Rossi Arredamenti S.r.l.", "IT", Office),
        ("Kavanagh's Catering Ltd", "IE", Catering), ("Hafen-Kontor Bremen eG", "DE", Freight), ("Pixel/Print Studio", "NL", Office),
        ("Weiß & Groß Metallbau", "DE", Industry), ("Ellis-Whitcombe Fire Safety", "GB", Premises), ("Télécom Ardennes SPRL", "BE", Technology),
        ("Österreichische Papier-Union", "AT", Office), ("Salt & Pepper Events", "GB", Catering), ("Zelený Servis, a.s.", "CZ", Premises),
    ];

    public static IReadOnlyList<Supplier> Make(Random random) => [.. Known.Select(known => Make(known.Name, known.Country, known.Trade, random))];

    private static Supplier Make(string name, string country, Trade trade, Random random)
    {
        var (shape, currency, vat) = country switch
        {
            "GB" => ("AAAA00000000000000", "GBP", 20m),
            "IE" => ("AAAA00000000000000", "EUR", 23m),
            "NL" => ("AAAA0000000000", "EUR", 21m),
            "FR" => ("00000000000000000000000", "EUR", 20m),
            "SE" => ("00000000000000000000", "SEK", 25m),
            "CH" => ("00000000000000000", "CHF", 8.1m),
            "ES" => ("00000000000000000000", "EUR", 21m),
            "IT" => ("A0000000000000000000000", "EUR", 22m),
            "PL" => ("000000000000000000000000", "EUR", 23m),
            "RO" => ("AAAA0000000000000000", "EUR", 19m),
            "CZ" => ("00000000000000000000", "EUR", 21m),
            "DK" => ("00000000000000", "EUR", 25m),
            "BE" => ("000000000000", "EUR", 21m),
            "AT" => ("0000000000000000", "EUR", 20m),
            _ => ("000000000000000000", "EUR", 19m),
        };
        var account = string.Concat(shape.Select(place => place == 'A'
            ? ((char)('A' + random.Next(26))).ToString()
            : random.Next(10).ToString(CultureInfo.InvariantCulture)));
        return new Supplier(name, Iban.Make(country, account), currency, vat, trade);
    }
}
