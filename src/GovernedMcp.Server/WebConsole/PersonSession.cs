using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Server.WebConsole;

/// <summary>A person who is signed in at the pages, in one browser.</summary>
internal sealed class PersonSession(PersonKey who, DateTimeOffset openedAt)
{
    /// <summary>What the cookie holds.</summary>
    public string Id { get; } = Random();

    /// <summary>What every form of this session carries: another site cannot read it.</summary>
    public string FormToken { get; } = Random();

    public PersonKey Who => who;
    public DateTimeOffset OpenedAt { get; } = openedAt;
    public DateTimeOffset SeenAt { get; set; } = openedAt;

    public bool IsToken(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(FormToken));

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
