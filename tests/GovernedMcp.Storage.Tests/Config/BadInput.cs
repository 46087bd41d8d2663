using System.Net.Sockets;
using System.Text.Json;

namespace GovernedMcp.Storage.Tests.Config;

/// <summary>One line of tests/badinputs/*.jsonl: how to spoil the shipped files, and what must be said about it.</summary>
internal sealed record BadInput
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public required string Id { get; init; }
    public required string Code { get; init; }

    /// <summary>A piece of the sentence.</summary>
    public required string Says { get; init; }

    /// <summary>What no sentence may repeat.</summary>
    public string? Never { get; init; }

    public string? File { get; init; }
    public string? Text { get; init; }
    public string? Hex { get; init; }
    public string? Append { get; init; }
    public string? Repeat { get; init; }
    public int Times { get; init; }
    public string? Prefix { get; init; }
    public string? Suffix { get; init; }
    public Replacement? Replace { get; init; }

    /// <summary>Another file whose content this one starts with.</summary>
    public string? Copy { get; init; }

    public bool Delete { get; init; }

    /// <summary>A shell command in the Skill's folder.</summary>
    public string? Shell { get; init; }

    /// <summary>Where a socket is made in the Skill's folder.</summary>
    public string? Socket { get; init; }

    /// <summary>Only root can make it.</summary>
    public bool Root { get; init; }

    public static BadInput[] All(string file) =>
        [.. System.IO.File.ReadLines(Shipped.PathOf("tests", "badinputs", file)).Select(line => JsonSerializer.Deserialize<BadInput>(line, Web)!)];

    public static TheoryData<string> Ids(string file) => new(All(file).Select(input => input.Id));

    public static BadInput Find(string file, string id) => All(file).Single(input => input.Id == id);

    public void Spoil(TrialFolder folder)
    {
        if (File is not null) SpoilFile(folder, File);
        if (Shell is not null) folder.Shell(Shell, "skills/northwind-vendor");
        if (Socket is not null) Bind(folder);
    }

    private void SpoilFile(TrialFolder folder, string file)
    {
        if (Copy is not null) folder.Write(file, folder.Read(Copy));
        if (Replace is not null) folder.Edit(file, Replace.Old, Replace.New);
        if (Text is not null) folder.Write(file, Text);
        if (Hex is not null) System.IO.File.WriteAllBytes(folder.PathOf(file), Convert.FromHexString(Hex));
        if (Append is not null) folder.Write(file, folder.Read(file) + Append);
        if (Repeat is not null) folder.Write(file, Prefix + string.Concat(Enumerable.Repeat(Repeat, Times)) + Suffix);
        if (Delete) System.IO.File.Delete(folder.PathOf(file));
    }

    // A socket's path has at most 108 characters, so it is bound at a short one and moved.
    private void Bind(TrialFolder folder)
    {
        var made = Path.Combine(Path.GetTempPath(), $"s{Environment.ProcessId}");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(made));
        System.IO.File.Move(made, folder.PathOf($"skills/northwind-vendor/{Socket}"));
    }

    internal sealed record Replacement(string Old, string New);
}
