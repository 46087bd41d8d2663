using System.Collections.Concurrent;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Tests.Database;

/// <summary>Writers that never pause, on a disk that takes its time over every commit.</summary>
public sealed class LedgerLockTests
{
    private const int Writers = 5;
    private const int Turns = 12;
    private static readonly TimeSpan SlowCommit = TimeSpan.FromMilliseconds(70);

    [Fact]
    public async Task Nobody_waits_while_others_have_their_turns_again_and_again()
    {
        using var store = new TempStore();
        var folder = DataFolder.Open(store.Folder);
        var turns = new ConcurrentQueue<int>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(() => Write(folder, () => turns.Enqueue(writer)), TaskCreationOptions.LongRunning)));

        var order = turns.ToList();
        order.Count.ShouldBe(Writers * Turns);
        // Once round, and more where a busy machine wakes some of them late. Whoever comes first going first, one would wait longer nearly always.
        foreach (var writer in Enumerable.Range(0, Writers))
            LongestWait(order, writer).ShouldBeLessThan(3 * Writers, string.Join(' ', order));
    }

    private static void Write(DataFolder folder, Action turn)
    {
        using var connection = SqliteOpening.Writable(folder.Database);
        SqliteOpening.LeaveWaitingToCaller(connection);
        using var gate = new LedgerLock(connection, new WaitingRoom(folder.WaitingRoom), SqliteOpening.StartPatience);
        using var never = new ManualResetEventSlim();
        for (var count = 0; count < Turns; count++)
        {
            gate.BeginWrite();
            turn();
            never.Wait(SlowCommit);
            gate.Commit();
        }
    }

    // Turns of others before a turn of its own.
    private static int LongestWait(List<int> order, int writer)
    {
        var own = order.Select((who, at) => (who, at)).Where(turn => turn.who == writer).Select(turn => turn.at).ToList();
        return own.Zip(own.Prepend(-1), (at, before) => at - before - 1).Max();
    }
}
