using System.Net;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Ranges of addresses.</summary>
internal static class Networks
{
    private static readonly IPNetwork[] PrivateRanges =
        [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7" }.Select(IPNetwork.Parse)];

    /// <summary>A range within the private ones, in canonical form. Never the machine itself or its link, where secrets of clouds are.</summary>
    public static Shape<string> Private { get; } = Scalars.TextOf(50).Into((text, node, reading) =>
    {
        if (IPNetwork.TryParse(text, out var network) && PrivateRanges.Any(range => range.Contains(network.BaseAddress) && range.PrefixLength <= network.PrefixLength)) return network.ToString();
        reading.Error(node.At, ConfigCodes.Value, $"{Yaml.Quoted.Of(text)} is not a private network; write one such as `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` or `fd12:3456::/32`, or a part of it");
        return "10.0.0.0/32";
    });
}
