namespace GovernedMcp.Storage.Config;

/// <summary>Folders to policy: reads everything, checks everything, and gives either all of it or every error.</summary>
public sealed class PolicyLoader(ConfigFolder folder, TimeProvider clock)
{
    /// <summary>The strict load: any error anywhere and there is no policy. Never throws for what is written in a file.</summary>
    public LoadResult Load() => Load(folder.Read(), refuseBadSkills: false);

    /// <summary>
    /// A policy from documents that were kept: how an old decision is explained. Waivers are judged as of
    /// <paramref name="asOf"/>, when the revision was in force.
    /// </summary>
    public static LoadResult Rebuild(IReadOnlyList<ConfigDocument> documents, DateTimeOffset asOf) =>
        new PolicyCompiler(asOf).Compile(documents, [], refuseBadSkills: false);

    internal ConfigFolder Folder => folder;

    internal FolderContent Read() => folder.Read();

    /// <summary>
    /// With <paramref name="refuseBadSkills"/>, errors that all lie in Skills cost only those Skills: their portals are left out
    /// of the policy, so that everything on them is refused.
    /// </summary>
    internal LoadResult Load(FolderContent content, bool refuseBadSkills) =>
        new PolicyCompiler(clock.GetUtcNow()).Compile(content.Documents, content.Errors, refuseBadSkills);
}
