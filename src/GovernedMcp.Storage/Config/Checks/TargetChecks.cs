using GovernedMcp.Storage.Config.Entries;

namespace GovernedMcp.Storage.Config.Checks;

internal static class TargetChecks
{
    public static void Check(ConfigSet all, string file, GateEntry gate, WorkflowEntry? workflow)
    {
        _ = (all, file, gate, workflow);
    }
}
