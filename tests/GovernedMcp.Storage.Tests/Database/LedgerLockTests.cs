using System.Diagnostics;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Tests.Database;

/// <summary>Whoever wants to write lets those go first who wait already: longer than a commit of a slow disk takes, and not for ever.</summary>
public sealed class LedgerLockTests
{
    private static readonly TimeSpan SlowCommits = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(0.9);

    [Fact]
    public async Task Who_comes_steps_back_while_another_waits()
    {
        using var store = new TempStore();
        var folder = DataFolder.Open(store.Folder);
        using var waiting = new WaitingRoom(folder.WaitingRoom).Enter().ShouldNotBeNull();
        var writing = Task.Run(() => TimeToWrite(folder));
        await Task.Delay(SlowCommits);
        var gone = Stopwatch.GetTimestamp();
        waiting.Dispose();

        var (took, at) = await writing;
        (at >= gone || took >= Courtesy).ShouldBeTrue($"it stepped back for {took.TotalMilliseconds} ms alone");
    }

    [Fact]
    public async Task Nobody_steps_back_for_ever()
    {
        using var store = new TempStore();
        var folder = DataFolder.Open(store.Folder);
        using var waiting = new WaitingRoom(folder.WaitingRoom).Enter().ShouldNotBeNull();
        (await Task.Run(() => TimeToWrite(folder)).WaitAsync(TimeSpan.FromSeconds(30))).Took.ShouldBeGreaterThan(Courtesy);
    }

    private static (TimeSpan Took, long At) TimeToWrite(DataFolder folder)
    {
        using var connection = SqliteOpening.Writable(folder.Database);
        SqliteOpening.LeaveWaitingToCaller(connection);
        using var gate = new LedgerLock(connection, new WaitingRoom(folder.WaitingRoom), SqliteOpening.StartPatience);
        var began = Stopwatch.GetTimestamp();
        gate.BeginWrite();
        var at = Stopwatch.GetTimestamp();
        gate.Commit();
        return (Stopwatch.GetElapsedTime(began, at), at);
    }
}
