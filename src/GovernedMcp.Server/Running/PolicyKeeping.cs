using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Server.Running;

/// <summary>What is done with a policy before it comes into force: its documents are kept, its workflows known to the store, and sessions forgotten that it no longer lets be kept.</summary>
internal static class PolicyKeeping
{
    public static async Task KeepAsync(this LocalStore store, LoadedPolicy loaded)
    {
        await store.Standings.RegisterAsync(loaded.Policy.Registry.All.Select(workflow => workflow.Name));
        await store.SignIns.PruneAsync(loaded.Policy);
        await store.Revisions.StoreAsync(loaded.Policy.Revision, loaded.Documents);
    }
}
