using System.Collections.Frozen;
using System.Text;

namespace GovernedMcp.Browser.Downloads;

/// <summary>What a file is by its first bytes, and which declared types that can be. Names and headers are claims; this is what is there.</summary>
internal static class FileContent
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Looked = 4096;

    public const string Program = "application/x-executable";
    public const string Page = "text/html";
    private const string Zip = "application/zip";
    private const string Ole = "application/x-ole-storage";
    private const string Plain = "text/plain";
    private const string Xml = "text/xml";
    private const string Unknown = "application/octet-stream";

    private static readonly (byte[] Start, string Type)[] Marks =
    [
        ("MZ"u8.ToArray(), Program), ("\u007fELF"u8.ToArray(), Program), ("#!"u8.ToArray(), Program), ([0xCF, 0xFA, 0xED, 0xFE], Program), ([0xCA, 0xFE, 0xBA, 0xBE], Program),
        ("PK\u0003\u0004"u8.ToArray(), Zip), ("PK\u0005\u0006"u8.ToArray(), Zip), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Ole), ([0x1F, 0x8B], "application/gzip"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg"), ("GIF8"u8.ToArray(), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"), ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    ];

    // What servers say of anything that is to be saved.
    private static readonly FrozenSet<string> SaysNothing = FrozenSet.Create(StringComparer.Ordinal,
        "application/octet-stream", "binary/octet-stream", "application/download", "application/x-download", "application/force-download", "application/unknown");

    private static readonly FrozenDictionary<string, string> Endings = new Dictionary<string, string>
    {
        ["application/pdf"] = "pdf", ["text/csv"] = "csv", ["application/json"] = "json", ["image/png"] = "png", ["image/jpeg"] = "jpg", ["image/gif"] = "gif",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx", ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        [Zip] = "zip", ["application/gzip"] = "gz", ["application/vnd.ms-excel"] = "xls", ["application/msword"] = "doc", [Plain] = "txt", [Xml] = "xml", ["application/xml"] = "xml",
    }.ToFrozenDictionary();

    /// <summary>The media type that the first bytes show.</summary>
    public static string Of(ReadOnlySpan<byte> head)
    {
        // A PDF may have something before it, within the first kilobyte.
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return "application/pdf";
        foreach (var (start, type) in Marks)
        {
            if (head.StartsWith(start)) return type;
        }

        if (head.ContainsAnyInRange((byte)0, (byte)8)) return Unknown;
        var text = Encoding.UTF8.GetString(head).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<script", StringComparison.OrdinalIgnoreCase)) return Page;
        return text.StartsWith('<') ? Xml : Plain;
    }

    /// <summary>Whether what was found and what was declared are among what is accepted; programs and pages are not unless they are named.</summary>
    /// <param name="accept">Empty: anything but those.</param>
    /// <returns>The type it is kept as; null: it is not accepted.</returns>
    public static string? Accepted(string found, string? declared, IReadOnlyList<string> accept)
    {
        if (found == Program) return null;
        var said = declared is null || SaysNothing.Contains(declared) ? null : declared;
        if (accept.Count == 0) return found == Page ? null : said is not null && CanBe(found, said) ? said : found;
        if (said is not null) return accept.Contains(said) && CanBe(found, said) ? said : null;
        return accept.FirstOrDefault(type => CanBe(found, type));
    }

    public static string? EndingOf(string type) => Endings.GetValueOrDefault(type);

    private static bool CanBe(string found, string type) => found == type || found switch
    {
        Zip => type.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal) || type.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal) || type == "application/x-zip-compressed",
        Ole => type is "application/msword" or "application/vnd.ms-excel" or "application/vnd.ms-powerpoint" or "application/vnd.ms-outlook",
        Xml => type is "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal),
        Plain => (type.StartsWith("text/", StringComparison.Ordinal) && type is not (Page or Xml)) || type is "application/json" or "application/csv" or "application/x-ndjson" or "application/vnd.ms-excel",
        _ => false,
    };
}
