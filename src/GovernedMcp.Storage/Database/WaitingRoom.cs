using Microsoft.Win32.SafeHandles;

namespace GovernedMcp.Storage.Database;

/// <summary>
/// Lets the processes on one store see that another one has been waiting to write, and step back for it. Without this a process
/// with much to write keeps the file to itself. A shared lock on one file means "I wait"; only courtesy depends on it.
/// </summary>
internal sealed class WaitingRoom(string path)
{
    /// <summary>Whether some process says that it waits.</summary>
    public bool Occupied
    {
        get
        {
            using var empty = TryLock(FileShare.None);
            return empty is null;
        }
    }

    /// <summary>Says that this process waits, until disposed. Null when somebody is just looking.</summary>
    public SafeFileHandle? Enter() => TryLock(FileShare.Read);

    private SafeFileHandle? TryLock(FileShare share)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
