using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace GovernedMcp.Testing;

/// <summary>A secret that may stand in nothing that leaves the process. Looks for it in every way it could be written, none of them taken from the product.</summary>
public sealed class Canary
{
    private readonly List<(string Way, byte[] Bytes)> _ways = [];

    /// <summary>What somebody does who wants it to get out unseen: nine ways to write it.</summary>
    public static IReadOnlyList<(string Way, Func<string, string> Write)> Disguises { get; } =
    [
        ("plain", text => text),
        ("percent", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter => $"%{letter:X2}"))),
        ("percent twice", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter => $"%25{letter:X2}"))),
        ("base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ("base64 for addresses", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("hex", text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
        ("references", text => string.Concat(text.Select(letter => $"&#{(int)letter};"))),
        ("reversed", text => new string([.. text.Reverse()])),
        ("labels of a host", text => string.Join('.', text.Select(char.ToLowerInvariant))),
    ];

    public Canary(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var utf8 = Encoding.UTF8.GetBytes(secret);
        Add("plain", secret);
        _ways.Add(("UTF-16", Encoding.Unicode.GetBytes(secret)));
        Add("spaced", string.Join(' ', secret.ToCharArray()));
        Add("labels of a host", string.Join('.', secret.ToCharArray()));
        Add("reversed", string.Concat(secret.Reverse()));
        Add("hex", Convert.ToHexString(utf8));
        Add("hex with spaces", string.Join(' ', utf8.Select(one => one.ToString("x2", CultureInfo.InvariantCulture))));
        Add("URL, what must be", Escape(utf8, one => !char.IsAsciiLetterOrDigit((char)one) && !"-._~".Contains((char)one, StringComparison.Ordinal), one => $"%{one:X2}"));
        Add("URL, all", Escape(utf8, _ => true, one => $"%{one:X2}"));
        Add("HTML", secret.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal));
        Add("HTML, decimal", string.Concat(secret.Select(one => $"&#{(int)one};")));
        Add("HTML, hex", string.Concat(secret.Select(one => $"&#x{(int)one:X};")));
        Add("JSON", string.Concat(secret.Select(one => char.IsAsciiLetterOrDigit(one) || one is '-' or ' ' ? one.ToString() : $"\\u{(int)one:X4}")));
        for (var offset = 0; offset < 3; offset++)
        {
            // Only the letters that no neighbour in the longer text has a bit in.
            var whole = Convert.ToBase64String([.. new byte[offset], .. utf8, .. new byte[3]]);
            var core = whole[((offset * 8 + 5) / 6)..((offset + utf8.Length) * 8 / 6)];
            Add($"base64 at {offset}", core, exact: true);
            Add($"base64url at {offset}", core.Replace('+', '-').Replace('/', '_'), exact: true);
        }
    }

    /// <exception cref="ShouldAssertException">It does.</exception>
    public void IsNotIn(string place, ReadOnlySpan<byte> bytes)
    {
        foreach (var (way, at) in Find(bytes)) throw new ShouldAssertException($"the canary stands in {place}, {way}, at byte {at} of {bytes.Length}");
    }

    /// <summary>In which ways it stands in what a server received; also when that was percent-encoded once or twice more.</summary>
    public IReadOnlyList<string> WaysIn(string received)
    {
        var once = WebUtility.UrlDecode(received);
        return [.. new[] { received, once, WebUtility.UrlDecode(once) }.SelectMany(text => Find(Encoding.UTF8.GetBytes(text))).Select(found => found.Way.Split(" at ")[0]).Distinct()];
    }

    private List<(string Way, int At)> Find(ReadOnlySpan<byte> bytes)
    {
        var folded = bytes.ToArray();
        for (var at = 0; at < folded.Length; at++) folded[at] = Fold(folded[at]);
        var found = new List<(string, int)>();
        foreach (var (way, form) in _ways)
        {
            var at = way.StartsWith("base64", StringComparison.Ordinal) ? bytes.IndexOf(form) : folded.AsSpan().IndexOf(form);
            if (at >= 0) found.Add((way, at));
        }

        return found;
    }

    public void IsNotIn(string place, string text) => IsNotIn(place, Encoding.UTF8.GetBytes(text));

    /// <summary>In no file under a folder: stores, logs, pictures, what crashed.</summary>
    public void IsNotUnder(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (Read(path) is { } bytes) IsNotIn(path, bytes);
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var read = new MemoryStream();
            file.CopyTo(read);
            return read.ToArray();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return ReadHeld(path);
        }
    }

    // Somebody who still runs holds its lock, which only .NET asks for.
    private static byte[] ReadHeld(string path)
    {
        using var cat = Process.Start(new ProcessStartInfo("cat", ["--", path]) { RedirectStandardOutput = true })!;
        using var read = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(read);
        cat.WaitForExit();
        return read.ToArray();
    }

    private static string Escape(byte[] bytes, Func<byte, bool> must, Func<byte, string> write) =>
        string.Concat(bytes.Select(one => must(one) ? write(one) : ((char)one).ToString()));

    private void Add(string way, string form, bool exact = false) =>
        _ways.Add((way, exact ? Encoding.UTF8.GetBytes(form) : [.. Encoding.UTF8.GetBytes(form).Select(Fold)]));

    // Letters of either case are one; what is written in hex is found in either.
    private static byte Fold(byte one) => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one + 32) : one;
}
