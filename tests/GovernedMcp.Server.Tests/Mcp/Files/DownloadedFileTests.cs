using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Faults;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Mcp.Files;

/// <summary>The invoice of the demo portal through the shipped Skill: the whole program, a real browser, a real client.</summary>
public sealed class DownloadedFileTests
{
    [Fact]
    public async Task The_shipped_Skill_fetches_an_invoice_and_only_its_workflow_reads_it()
    {
        await using var world = await FaultWorld.StartAsync();
        var other = await AnotherWorkflowAsync(world.Folders);
        KeptReply kept;
        await using (var server = await world.ServeAsync())
        {
            var session = await server.SignInAsync();
            await server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "invoice"), ("params", new JsonObject { ["number"] = "NW-2026-00042" }));
            kept = new KeptReply(await server.ExpectAsync("completed", "portal_download", ("session", session), ("download", "invoice-pdf")));
            (kept.Name, kept.Type).ShouldBe(("NW-2026-00042.pdf", "application/pdf"));

            var read = (BlobResourceContents)await server.ReadAsync(kept.Address);
            read.MimeType.ShouldBe("application/pdf");
            Convert.ToHexStringLower(SHA256.HashData(read.DecodedData.Span)).ShouldBe(kept.Digest);
            read.DecodedData.Span.StartsWith("%PDF-"u8).ShouldBeTrue();
            await Should.ThrowAsync<McpException>(() => server.ReadAsync(kept.Address + "x"));
        }

        var outcome = world.Records().Last(record => record.Tool == "portal_download" && record.Type == "outcome");
        outcome.Facts!.Json.ShouldContain(kept.Digest);
        outcome.Facts.Json.ShouldContain("NW-2026-00042.pdf");
        world.Records().Count(record => record.Type == "file.read").ShouldBe(1);
        await using (var stranger = await LiveServer.StartAsync(world.Folders, other)) await Should.ThrowAsync<McpException>(() => stranger.ReadAsync(kept.Address));
        world.Records().Count(record => record.Type == "file.read").ShouldBe(1);
        await world.IsWholeAsync();
    }

    [Fact]
    public async Task The_rows_of_a_table_come_as_a_file_that_only_its_workflow_reads_while_it_may_see_its_columns()
    {
        await using var world = await FaultWorld.StartAsync();
        var other = await AnotherWorkflowAsync(world.Folders);
        KeptReply kept;
        await using (var server = await world.ServeAsync())
        {
            var session = await server.SignInAsync();
            kept = new KeptReply(await server.ExpectAsync("completed", "portal_extract", ("session", session), ("table", "invoices"), ("format", "file")));
            (kept.Name, kept.Type).ShouldBe(("invoices.csv", "text/csv"));
            var read = (TextResourceContents)await server.ReadAsync(kept.Address);
            read.Text.Split("\r\n").Length.ShouldBe((int)kept.Reply["data"]!["row_count"]! + 2);
            Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(read.Text))).ShouldBe(kept.Digest);
        }

        var outcome = world.Records().Last(record => record.Tool == "portal_extract" && record.Type == "outcome");
        outcome.Facts!.Json.ShouldContain(kept.Digest);
        outcome.Facts.Json.ShouldContain("\"rows\":500");
        await using (var stranger = await LiveServer.StartAsync(world.Folders, other)) await Should.ThrowAsync<McpException>(() => stranger.ReadAsync(kept.Address));

        var entry = Path.Combine(world.Folders.Config, "registry", "invoice-desk.yaml");
        var text = await File.ReadAllTextAsync(entry);
        var narrow = System.Text.RegularExpressions.Regex.Replace(text, @"invoices: (all|\{[^}]*\})", "invoices: { columns: [number] }", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        narrow.ShouldNotBe(text);
        await File.WriteAllTextAsync(entry, narrow);
        await using (var server = await world.ServeAsync()) await Should.ThrowAsync<McpException>(() => server.ReadAsync(kept.Address));
        await world.IsWholeAsync();
    }

    private static async Task<string> AnotherWorkflowAsync(TrialFolders folders)
    {
        var registry = Path.Combine(folders.Config, "registry");
        var text = await File.ReadAllTextAsync(Path.Combine(registry, "invoice-desk.yaml"));
        await File.WriteAllTextAsync(Path.Combine(registry, "other-desk.yaml"), text.Replace("workflow: invoice-desk", "workflow: other-desk", StringComparison.Ordinal));
        return await folders.IssueAsync("other-desk", "--held-by", "dana@example.com");
    }

    private sealed record KeptReply(JsonObject Reply)
    {
        public string Name => Reply["data"]!["name"]!.ToString();
        public string Type => Reply["data"]!["mime_type"]!.ToString();
        public string Digest => Reply["data"]!["sha256"]!.ToString();
        public string Address => Reply["data"]!["resource"]!.ToString();
    }
}
