namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Everything that only shows when all files are seen together. Runs to the end and gathers every error.</summary>
internal static class CrossChecks
{
    public static void Run(ConfigSet all, DateOnly today)
    {
        TwinNames.Check(all);
        foreach (var workflow in all.Workflows)
        {
            OwnerChecks.Check(all, workflow);
            ScopeChecks.Check(all, workflow);
            FlowChecks.Check(all, workflow);
            WaiverChecks.Check(all, workflow, today);
        }

        GateChecks.Check(all);
        IdentityChecks.Check(all);
    }
}
