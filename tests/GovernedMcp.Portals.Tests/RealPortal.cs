using System.Diagnostics;

namespace GovernedMcp.Portals.Tests;

/// <summary>A web application that nobody here wrote, as <c>tests/portals/portal</c> installs, seeds and runs it.</summary>
/// <param name="Root">The path under its address where its Skill's <c>base_url</c> is.</param>
internal sealed record RealPortal(string Name, string User, string Password, string Root = "")
{
    // Rails takes its time on a machine that has other things to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static RealPortal DjangoAdmin { get; } = new("django-admin", "admin", "Adm1n-django!", "/admin");
    public static RealPortal Redmine { get; } = new("redmine", "admin", "Adm1n-redmine!");
    public static RealPortal Verdaccio { get; } = new("verdaccio", "clerk", "Cl3rk-verdaccio!");
    public static RealPortal Wordpress { get; } = new("wordpress", "admin", "Adm1n-wordpress!", "/wp-admin");

    /// <summary>Runs it with the data as they were seeded.</summary>
    /// <returns>Its <c>base_url</c>.</returns>
    public async Task<string> ResetAsync() => (await RunAsync("reset", Name)).Trim() + Root;

    /// <summary>Asks its own database: the judge of what a page only claims.</summary>
    /// <returns>A row each, its columns apart by tabs.</returns>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql) => (await RunAsync("query", Name, sql)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task StopAsync() => RunAsync("stop", Name);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var script = Path.Combine(TrialFolders.Repository, "tests", "portals", "portal");
        using var process = Process.Start(new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0, $"portal {string.Join(' ', arguments)}: {await error}; install it with `tests/portals/portal install {arguments[1]}`");
        return await output;
    }
}
