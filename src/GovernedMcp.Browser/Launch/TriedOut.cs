using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// What passed the self-test here, kept over starts: this very executable with these switches, as apart as this, for a day. Anything
/// that differs is tried out again before it is used.
/// </summary>
internal sealed class TriedOut(string dataFolder, TimeProvider clock)
{
    /// <summary>Policies of an administrator change a browser without changing it; so it is tried out once a day in any case.</summary>
    private static readonly TimeSpan Counts = TimeSpan.FromDays(1);

    private readonly string _file = Path.Combine(dataFolder, "browser-tried-out");
    private string? _here;

    /// <summary>It passed in this process, or not long ago in another.</summary>
    public bool Has(string what)
    {
        try
        {
            return _here == what || File.Exists(_file) && File.ReadAllText(_file) == what && (clock.GetUtcNow() - File.GetLastWriteTimeUtc(_file)).Duration() < Counts;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>This passed just now. Where that cannot be kept it is tried out again at the next start.</summary>
    public void Keep(string what)
    {
        _here = what;
        try
        {
            File.WriteAllText(_file, what);
            File.SetLastWriteTimeUtc(_file, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Nothing passed: what runs next is tried out.</summary>
    public void Forget() => Keep("");

    /// <summary>What the outcome depends on, as a short text: executable, version, switches, and how far it is kept apart.</summary>
    public static string Of(string executable, string version, IEnumerable<string> switches, Isolation isolation)
    {
        var file = new FileInfo(File.ResolveLinkTarget(executable, returnFinalTarget: true)?.FullName ?? executable);
        string[] facts =
        [
            file.FullName, file.Length.ToString(CultureInfo.InvariantCulture), file.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture), version, isolation.Says, Environment.OSVersion.VersionString,
            typeof(TriedOut).Module.ModuleVersionId.ToString(), .. switches,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts))));
    }
}
