using System.Text.Json.Nodes;
using GovernedMcp.Storage;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class SubmitsTests : IDisposable
{
    private const string Plan = "p_00000000000000000000000000000001";
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task A_submit_that_nobody_knows_of_is_listed_shown_and_settled_once()
    {
        (await _folders.RunAsync("submits", "list")).Out.ShouldContain("no submit is unknown");
        await LoseAsync();
        (await _folders.RunAsync("submits", "list")).Out.ShouldContain(Plan);
        (await _folders.RunAsync("submits", "show", Plan)).Out.ShouldContain("northwind-vendor/dispute");
        var lee = await _folders.KeyFileAsync("lee@example.com");

        (await SettleAsync("happened", lee)).Out.ShouldContain("it happened");
        var again = await SettleAsync("did-not-happen", lee);
        again.Exit.ShouldBe(1);
        again.Error.ShouldContain("settled already: it happened, as `lee@example.com` found");
        (await _folders.RunAsync("submits", "list")).Out.ShouldContain("no submit is unknown");
        var told = JsonNode.Parse((await _folders.RunAsync("submits", "list", "--all", "--json")).Out)![0]!;
        (told["submit"]!.ToString(), told["settled"]!["comment"]!.ToString()).ShouldBe(("confirmed", "dispute DSP-7 is there"));

        var record = JsonNode.Parse((await _folders.RunAsync("audit", "show", $"call_{Plan}")).Out)!.AsArray()[^1]!;
        (record["type"]!.ToString(), record["actor"]!.ToString(), record["outcome"]!.ToString()).ShouldBe(("submit.settled", "lee@example.com", "confirmed"));
        record["facts"]!["comment"]!.ToString().ShouldBe("dispute DSP-7 is there");
        var (exit, output, _) = await _folders.RunAsync("audit", "verify");
        exit.ShouldBe(0, output);
    }

    [Fact]
    public async Task Only_who_answers_for_it_settles_and_not_who_runs_the_client()
    {
        await LoseAsync();
        (await SettleAsync("happened", await _folders.KeyFileAsync("dana@example.com"))).Error.ShouldContain("runs the client that submitted");
        (await SettleAsync("happened", await _folders.KeyFileAsync("maria@example.com"))).Error.ShouldContain("does not answer for plan");
        (await SettleAsync("happened", null)).Error.ShouldContain("needs your person key");
        (await SettleAsync("happened", await _folders.KeyFileAsync("lee@example.com"), comment: "two\nlines")).Error.ShouldContain("write it on one line");
        (await SettleAsync("happened", await _folders.KeyFileAsync("lee@example.com"), comment: " ")).Error.ShouldContain("needs a comment");
        (await SettleAsync("maybe", null)).Exit.ShouldNotBe(0);
        (await _folders.RunAsync("submits", "list")).Out.ShouldContain("unknown");
    }

    public void Dispose() => _folders.Dispose();

    private Task<(int Exit, string Out, string Error)> SettleAsync(string found, string? key, string comment = "dispute DSP-7 is there") =>
        _folders.RunAsync(["submits", "settle", Plan, found, "--comment", comment, .. key is null ? Array.Empty<string>() : ["--key-file", key]]);

    private async Task LoseAsync()
    {
        using var store = LocalStore.Open(_folders.Data, TimeProvider.System);
        await LostSubmit.OfAsync(store.Audit, Plan, approval: null, "invoice-desk");
    }
}
