using System.Runtime.InteropServices;

namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>Signals to one process, or to a group of them by its negative number; at once, without a program that would take its time.</summary>
internal static class Signals
{
    private const int SigKill = 9, SigContinue = 18, SigStop = 19;

    public static void Kill(int id) => Send(id, SigKill);

    public static void Stop(int id) => Send(id, SigStop);

    public static void Continue(int id) => Send(id, SigContinue);

    private static void Send(int id, int signal) => SendSignal(id, signal).ShouldBe(0, $"signal {signal} to {id}");

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);
}
