using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.Credentials;

/// <summary>What every value must be, wherever it comes from: one line of text, not empty, of bounded size.</summary>
internal static class CredentialValue
{
    public const int Largest = 10 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes one line end off the end, as editors and commands leave one. The bytes are cleared.</summary>
    public static Secret FromBytes(byte[] buffer, int length)
    {
        try
        {
            if (length > Largest) throw new ValueFault("it is larger than 10 KB");
            var text = Strict.GetString(buffer, 0, length);
            return FromText(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text);
        }
        catch (DecoderFallbackException)
        {
            throw new ValueFault("it is not UTF-8 text");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    public static Secret FromText(string text)
    {
        if (text.Length == 0) throw new ValueFault("it is empty");
        if (text.Length > Largest) throw new ValueFault("it is larger than 10 KB");
        if (text.AsSpan().ContainsAny('\r', '\n', '\0')) throw new ValueFault("it has more than one line");
        return new Secret(text);
    }

    /// <summary>Reads at most one byte more than is allowed.</summary>
    public static async Task<Secret> FromStreamAsync(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[Largest + 1];
        try
        {
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            return FromBytes(buffer, length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}

/// <summary>Why one value cannot be had, in words that hold neither the value nor its address.</summary>
internal sealed class ValueFault(string reason) : Exception(reason);
