using System.Text;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>Bytes of a file to text: capped, strict UTF-8, without characters that read differently from how they look.</summary>
internal static class YamlText
{
    public const int MaxBytes = 256 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> bytes, int maxBytes = MaxBytes)
    {
        if (bytes.Length > maxBytes) throw new YamlRefused(default, ConfigCodes.Size, $"the file is larger than {maxBytes / 1024} KiB; split it");
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) throw Encoding("the file begins with a byte order mark; save it as UTF-8 without one");
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw Encoding("the file is UTF-16; save it as UTF-8");
        if (bytes.Contains((byte)0)) throw Encoding("the file holds a NUL byte; save it as UTF-8 text");
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw Encoding($"byte {invalid.Index + 1} is not valid UTF-8; save the file as UTF-8");
        }

        if (ForbiddenCharacter.FirstIn(text) is var (at, rune)) throw new YamlRefused(at, ConfigCodes.Text, ForbiddenCharacter.Sentence(rune));
        return text;
    }

    private static YamlRefused Encoding(string message) => new(new Place(1, 1), ConfigCodes.Encoding, message);
}
