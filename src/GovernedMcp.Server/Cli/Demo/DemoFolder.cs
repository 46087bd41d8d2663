namespace GovernedMcp.Server.Cli.Demo;

/// <summary>
/// The demo's own folder: a fresh copy of the shipped configuration and Skill, pointed at the portal of this run, and an empty store.
/// A copy, so that whoever plays with it breaks nothing.
/// </summary>
internal sealed record DemoFolder(string Root)
{
    /// <summary>The address that the shipped Skill names.</summary>
    private const string ShippedAddress = "http://127.0.0.1:7311";

    public string Config => Path.Combine(Root, "config");
    public string Skills => Path.Combine(Root, "skills");
    public string Data => Path.Combine(Root, "data");

    public static DemoFolder Prepare(string root, Uri portal)
    {
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        var folder = new DemoFolder(root);
        Copy(Path.Combine(Shipped(), "config"), folder.Config);
        Copy(Path.Combine(Shipped(), "skills", "northwind-vendor"), Path.Combine(folder.Skills, "northwind-vendor"));
        var machine = Path.Combine(folder.Skills, "northwind-vendor", "portal", "portal.yaml");
        File.WriteAllText(machine, File.ReadAllText(machine).Replace(ShippedAddress, portal.ToString().TrimEnd('/'), StringComparison.Ordinal));
        return folder;
    }

    /// <summary>Where config/, skills/ and the launcher were shipped to: a folder above this program.</summary>
    public static string Shipped()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "skills", "northwind-vendor"))) return folder;
        }

        throw new DemoFailure($"the shipped config/ and skills/ folders are not to be found above {AppContext.BaseDirectory}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
