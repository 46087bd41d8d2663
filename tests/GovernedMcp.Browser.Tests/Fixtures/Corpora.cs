namespace GovernedMcp.Browser.Tests.Fixtures;

internal static class Corpora
{
    /// <summary>The folder of a corpus, looked for upwards from where the tests run; null when it is absent.</summary>
    public static string? Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "corpora", name);
            if (Directory.Exists(folder)) return folder;
        }

        return null;
    }
}
