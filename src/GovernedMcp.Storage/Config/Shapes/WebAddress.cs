using System.Buffers;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>An address of a server: https, or http on this machine itself; nothing in it that two readers could take differently.</summary>
internal static class WebAddress
{
    private static readonly SearchValues<char> Doubtful = SearchValues.Create("\\%*?#\"<>`");

    public static Shape<string> Shape(string example) => Scalars.TextOf(500).Into((text, node, reading) =>
    {
        if (!IsPlain(text))
        {
            reading.Error(node.At, ConfigCodes.Value,
                $"{Quoted.Of(text)} is not a plain address; write it like `{example}`, without user, query, fragment or `%`, and `http` only for this machine itself");
        }

        return text;
    });

    // Compared text by text with what tokens say, so it must already be in the form in which it is used.
    private static bool IsPlain(string text) =>
        text.All(letter => letter is > ' ' and < (char)127) && !text.AsSpan().ContainsAny(Doubtful)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && (address.AbsoluteUri == text || address.AbsoluteUri == text + "/");
}
