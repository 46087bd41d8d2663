using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>The key that the client's configuration presents, taken out of the environment so that no child process inherits it.</summary>
internal sealed class PresentedKey : IDisposable
{
    private const int LongestFile = 4096;

    private PresentedKey(Secret? key) => Key = key;

    /// <summary>Null: none was given.</summary>
    public Secret? Key { get; }

    /// <param name="file">A file that holds the key; null: <paramref name="variable"/>, then the file that <c>variable + _FILE</c> names.</param>
    /// <param name="variable">The environment variable that holds the key.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PresentedKey Take(string? file, string variable)
    {
        var inEnvironment = Environment.GetEnvironmentVariable(variable);
        file ??= string.IsNullOrWhiteSpace(inEnvironment) ? Environment.GetEnvironmentVariable($"{variable}_FILE") : null;
        Environment.SetEnvironmentVariable(variable, null);
        var text = string.IsNullOrEmpty(file) ? inEnvironment : ReadFile(file);
        return new PresentedKey(string.IsNullOrWhiteSpace(text) ? null : new Secret(text.Trim()));
    }

    public void Dispose() => Key?.Dispose();

    private static string ReadFile(string file)
    {
        using var reader = new StreamReader(file);
        var text = new char[LongestFile];
        return new string(text, 0, reader.ReadBlock(text));
    }
}
