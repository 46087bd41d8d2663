using System.Collections.Frozen;
using System.Runtime.Versioning;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Credentials;

namespace GovernedMcp.Storage.Tests.Credentials;

[UnsupportedOSPlatform("windows")]
public sealed class CredentialSourceTests : IDisposable
{
    private const string Name = "northwind/ap-desk";
    private const string Canary = "S3cr3t-CANARY";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("governed-mcp-cred-").FullName;

    [Fact]
    public async Task Each_part_comes_from_its_own_place()
    {
        Environment.SetEnvironmentVariable("GOVERNED_MCP_TEST_USER", "desk");
        var file = Write($"{Canary}\n");
        using var credential = await OpenAsync(("username", "env:GOVERNED_MCP_TEST_USER"), ("password", $"file:{file}"), ("totp", "exec:printf '%s' \"two words\""));
        credential.Find("username")!.Reveal().ShouldBe("desk");
        credential.Find("password")!.Reveal().ShouldBe(Canary, "one line end is taken off the end");
        credential.Find("totp")!.Reveal().ShouldBe("two words");
        credential.ToString().ShouldNotContain(Canary);
    }

    [Fact]
    public async Task Only_the_credential_of_the_permit_is_opened()
    {
        var source = Source(("password", "env:PATH"));
        await Should.ThrowAsync<CredentialFault>(() => source.OpenAsync(Permits.Login(null), default));
        (await Should.ThrowAsync<CredentialFault>(() => source.OpenAsync(Permits.Login("northwind/other"), default))).Message.ShouldContain("northwind/other");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("S3cr3t-CANARY\nsecond line\n")]
    [InlineData("S3cr3t-CANARY\n\n")]
    [InlineData("S3cr3t-CANARY\0")]
    public async Task A_value_that_is_not_one_line_is_refused_and_not_shown(string content) => await FaultAsync($"file:{Write(content)}");

    [Fact]
    public async Task A_value_that_is_too_large_or_no_text_is_refused()
    {
        (await FaultAsync($"file:{Write(new string('x', 10 * 1024 + 1))}")).ShouldContain("10 KB");
        var bytes = Path.Combine(_folder, "bytes");
        await File.WriteAllBytesAsync(bytes, [0xC3, 0x28]);
        File.SetUnixFileMode(bytes, Owner);
        (await FaultAsync($"file:{bytes}")).ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task A_file_that_others_can_use_is_refused(UnixFileMode more)
    {
        var file = Write(Canary);
        File.SetUnixFileMode(file, Owner | more);
        (await FaultAsync($"file:{file}")).ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_file_in_a_folder_that_others_can_write_is_refused_also_through_a_link()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder, "open")).FullName;
        var file = Write(Canary, Path.Combine(open, "value"));
        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);
        (await FaultAsync($"file:{file}")).ShouldContain("chmod go-w");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, file);
        (await FaultAsync($"file:{link}")).ShouldContain("chmod go-w");
    }

    [Fact]
    public async Task A_link_as_secret_mounts_make_them_is_followed()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "..data")).FullName;
        Write(Canary, Path.Combine(data, "value"));
        File.CreateSymbolicLink(Path.Combine(_folder, "value"), Path.Combine("..data", "value"));
        using var credential = await OpenAsync(("password", $"file:{Path.Combine(_folder, "value")}"));
        credential.Find("password")!.Reveal().ShouldBe(Canary);
    }

    [Fact]
    public async Task What_is_not_there_is_said_without_its_address()
    {
        (await FaultAsync("env:GOVERNED_MCP_TEST_NOBODY")).ShouldNotContain("NOBODY");
        (await FaultAsync($"file:{_folder}/nothing")).ShouldContain("is not there");
        (await FaultAsync($"file:{_folder}")).ShouldContain("cannot be opened");
        (await FaultAsync("exec:governed-mcp-no-such-command")).ShouldContain("cannot be started");
    }

    [Fact]
    public async Task A_pipe_nobody_writes_to_does_not_wait_for_ever()
    {
        var pipe = Path.Combine(_folder, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync();
        (await FaultAsync($"file:{pipe}")).ShouldContain("in time");
        // Lets the waiting thread go.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write);
    }

    [Fact]
    public async Task What_a_failing_command_says_is_not_shown()
    {
        var fault = await FaultAsync("exec:sh -c 'echo S3cr3t-CANARY; echo S3cr3t-CANARY >&2; exit 3'");
        fault.ShouldContain("its command failed");
        (await FaultAsync("exec:sh -c 'echo no end")).ShouldContain("quote");
        (await FaultAsync("exec:yes S3cr3t-CANARY")).ShouldContain("10 KB");
    }

    [Fact]
    public async Task A_command_that_hangs_is_ended_with_everything_it_started()
    {
        var marker = $"{3000 + Environment.ProcessId % 1000}.{Random.Shared.Next(1, 1_000_000_000)}";
        (await FaultAsync($"exec:sh -c 'sleep {marker} & sleep {marker}; echo late'")).ShouldContain("in time");
        for (var wait = 0; wait < 50 && Running(marker); wait++) await Task.Delay(20);
        Running(marker).ShouldBeFalse();
    }

    [Fact]
    public async Task No_shell_reads_a_command_line()
    {
        var mark = Path.Combine(_folder, "made-by-a-shell");
        using var credential = await OpenAsync(("password", $"exec:echo $HOME;touch {mark}"));
        credential.Find("password")!.Reveal().ShouldBe($"$HOME;touch {mark}");
        File.Exists(mark).ShouldBeFalse();
    }

    [Theory]
    [InlineData("vault kv get -field=totp kv/x", "vault|kv|get|-field=totp|kv/x")]
    [InlineData("  a   b  ", "a|b")]
    [InlineData("a 'b c' \"d e\" f'g'h", "a|b c|d e|fgh")]
    [InlineData("a '' \"it's\" '\"'", "a||it's|\"")]
    [InlineData(@"a \n $X `b` *", @"a|\n|$X|`b`|*")]
    public void A_command_line_is_parted_into_words(string line, string words) => string.Join('|', SecretCommand.Words(line)).ShouldBe(words);

    [Fact]
    public async Task A_credential_can_be_tried_without_being_released()
    {
        (await Source(("password", "env:PATH")).ProblemAsync(new(Name), default)).ShouldBeNull();
        (await Source(("password", "env:GOVERNED_MCP_TEST_NOBODY")).ProblemAsync(new(Name), default))!.ShouldContain("`password`");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string content, string? path = null)
    {
        path ??= Path.Combine(_folder, "value");
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, Owner);
        return path;
    }

    private static bool Running(string marker) =>
        Directory.EnumerateDirectories("/proc").Any(process => TryRead(Path.Combine(process, "cmdline")).Contains(marker, StringComparison.Ordinal));

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static Task<Credential> OpenAsync(params (string Part, string Address)[] parts) => Source(parts).OpenAsync(Permits.Login(Name), default);

    private static async Task<string> FaultAsync(string address)
    {
        var fault = await Should.ThrowAsync<CredentialFault>(() => OpenAsync(("password", address)));
        fault.ToString().ShouldNotContain("CANARY");
        fault.InnerException.ShouldBeNull();
        return fault.Message;
    }

    private static CredentialSource Source(params (string Part, string Address)[] parts)
    {
        var catalog = new CredentialCatalog(new Dictionary<CredentialName, FrozenDictionary<string, CredentialAddress>>
        {
            [new(Name)] = parts.ToFrozenDictionary(part => part.Part, part => CredentialAddress.Parse(part.Address)),
        }.ToFrozenDictionary());
        return new(() => catalog, TimeProvider.System, TimeSpan.FromSeconds(1));
    }
}
