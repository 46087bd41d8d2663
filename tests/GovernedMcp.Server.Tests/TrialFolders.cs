using GovernedMcp.Server.Cli;

namespace GovernedMcp.Server.Tests;

/// <summary>A copy of the shipped config/ and skills/ with a data folder of its own. Its browser starts at need: most of what is tried needs none.</summary>
internal sealed class TrialFolders : IDisposable
{
    public TrialFolders()
    {
        Root = Directory.CreateTempSubdirectory("governed-mcp-").FullName;
        Copy(Path.Combine(Repository, "config"), Config);
        Copy(Path.Combine(Repository, "skills"), Skills);
        Start("ahead", "at_need");
    }

    public static string Repository { get; } = FindRepository();

    public string Root { get; }
    public string Config => Path.Combine(Root, "config");
    public string Skills => Path.Combine(Root, "skills");
    public string Data => Path.Combine(Root, "data");
    public string[] Options => ["--config", Config, "--skills", Skills, "--data", Data];

    /// <summary>Runs a command in this process.</summary>
    public async Task<(int Exit, string Out, string Error)> RunAsync(params string[] command)
    {
        using StringWriter output = new(), error = new();
        var exit = await CommandLine.Root().Parse([.. command, .. Options]).InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        Leaks.Password.IsNotIn($"what `{string.Join(' ', command.Take(2))}` said", output.ToString() + error);
        return (exit, output.ToString(), error.ToString());
    }

    public async Task<string> IssueAsync(params string[] arguments) => (await RunAsync(["keys", "issue", .. arguments])).Out.Trim();

    /// <returns>The file that holds a new key of this person.</returns>
    public async Task<string> KeyFileAsync(string person)
    {
        var file = Path.Combine(Root, $"key-{person}");
        await File.WriteAllTextAsync(file, await IssueAsync("--person", person));
        return file;
    }

    /// <summary>Has the browser start with the server, as the shipped configuration says.</summary>
    public void StartAhead() => Start("at_need", "ahead");

    private void Start(string before, string after)
    {
        var file = Path.Combine(Config, "rails.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace($", start: {before} }}", $", start: {after} }}", StringComparison.Ordinal));
    }

    /// <summary>Adds a baseline gate and whatever else belongs at the end of rails.yaml.</summary>
    public void AddToRails(string gate, string more = "")
    {
        var file = Path.Combine(Config, "rails.yaml");
        var lines = File.ReadAllLines(file).ToList();
        lines.Insert(lines.FindIndex(line => line.StartsWith("gates:", StringComparison.Ordinal)) + 1, gate);
        File.WriteAllLines(file, [.. lines, more]);
    }

    /// <summary>Whatever a test did: what stays on the disk holds no secret.</summary>
    public void Dispose()
    {
        try
        {
            Leaks.Password.IsNotUnder(Data);
        }
        finally
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GovernedMcp.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no GovernedMcp.sln above the tests");
        return folder;
    }
}
