using System.Globalization;
using System.Text.Json;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Egress.Addresses;

/// <summary>
/// One line of tests/badinputs/addresses.jsonl. In its text <c>{AT}</c> is host and port of the allowed server, <c>{EVIL}</c> of the
/// forbidden one, <c>{P}</c> and <c>{Q}</c> their ports.
/// </summary>
/// <param name="Goes">In the one form that is judged, and to an allowed origin; all others are refused.</param>
public sealed record AddressVector(string Id, string Address, bool Goes)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<AddressVector> All(TestSite allowed, TestSite forbidden) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "badinputs", "addresses.jsonl")).Select(line => JsonSerializer.Deserialize<AddressVector>(line, Web)!.At(allowed.Address, forbidden.Address))];

    private AddressVector At(Uri allowed, Uri forbidden) => this with
    {
        Address = Address
            .Replace("{AT}", allowed.Authority, StringComparison.Ordinal)
            .Replace("{EVIL}", forbidden.Authority, StringComparison.Ordinal)
            .Replace("{P}", allowed.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{Q}", forbidden.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
    };
}
