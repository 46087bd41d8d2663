using System.Security.Cryptography;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// What a run shares with the user that its browser runs as: a temporary folder that is that user's, and files lent to it for
/// reading. It lies outside of our data folder, into which that user must not get; nobody else may enter.
/// </summary>
internal sealed class Handover : IDisposable
{
    public const string Root = "/run/governed-mcp";
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode MayPass = Ours | UnixFileMode.GroupExecute;
    private const UnixFileMode MayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private readonly string _path;
    private readonly int _user;

    private Handover(string run, int user) => (_path, _user) = (PathOf(run), user);

    public string Temporary => Path.Combine(_path, "tmp");

    // Of those that no distribution gives to anybody (60706 to 61183): two servers' browsers need not be each other's.
    public static int NewUser() => RandomNumberGenerator.GetInt32(60_706, 61_184);

    /// <summary>Where the run of that folder has it, if it has one.</summary>
    public static string PathOf(string run) => Path.Combine(Root, Path.GetFileName(run));

    public static bool IsPossible()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            Directory.CreateDirectory(Root);
            File.SetUnixFileMode(Root, MayPass | UnixFileMode.OtherExecute);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static Handover Create(string run, int user)
    {
        var handover = new Handover(run, user);
        handover.Make(handover._path, 0);
        handover.Make(handover.Temporary, user);
        return handover;
    }

    /// <summary>A copy that the browser's user may read, under the same name; its folder goes with the run at the latest.</summary>
    public string Lend(string path)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
        // Not in its own folder: what lies there may be a link by now.
        var folder = Path.Combine(_path, Governance.Ids.New("lent"));
        Make(folder, 0);
        var copy = Path.Combine(folder, Path.GetFileName(path));
        File.Copy(path, copy);
        File.SetUnixFileMode(copy, MayRead);
        Kernel.GiveTo(copy, 0, _user);
        return copy;
    }

    public void Dispose() => RunFolder.Remove(_path);

    private void Make(string path, int owner)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException();
        Directory.CreateDirectory(path, Ours);
        if (owner == 0) File.SetUnixFileMode(path, MayPass);
        Kernel.GiveTo(path, owner, _user);
    }
}
