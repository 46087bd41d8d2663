using GovernedMcp.Server.Mcp.Identity;
using System.CommandLine;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Server.Cli;

/// <summary>Proves a person by their key: from the environment, a file or a hidden prompt, never from the command line.</summary>
internal static class PersonProof
{
    public static Option<string?> KeyFile() =>
        new("--key-file") { Description = "The file that holds your person key [GOVERNED_MCP_PERSON_KEY; else you are asked]", HelpName = "FILE" };

    public static Option<string?> Reason() => new("--reason") { Description = "Why, in one line; goes on record", HelpName = "TEXT", Required = true };

    public static async Task<PersonKey> ProveAsync(LocalStore store, string? file, Terminal terminal, CancellationToken cancel) =>
        await TryProveAsync(store, file, terminal, cancel)
            ?? throw new CliFault("this needs your person key; set GOVERNED_MCP_PERSON_KEY, name a file with `--key-file`, or run the command on a terminal");

    /// <returns>Null when no key was given at all; a wrong one is a fault.</returns>
    public static async Task<PersonKey?> TryProveAsync(LocalStore store, string? file, Terminal terminal, CancellationToken cancel, bool ask = true)
    {
        using var presented = PresentedKey.Take(file, KeyVariables.Person);
        var key = presented.Key?.Reveal() ?? (ask ? terminal.AskHidden("your person key") : null);
        if (string.IsNullOrWhiteSpace(key)) return null;
        return await store.Keys.FindPersonKeyAsync(key.Trim(), cancel)
            ?? throw new CliFault("the key is unknown or revoked, or it is a workflow's; ask the platform team for a person key");
    }
}
