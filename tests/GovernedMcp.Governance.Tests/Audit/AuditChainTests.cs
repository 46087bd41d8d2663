using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Governance.Tests.Audit;

/// <summary>The vectors of docs/audit.md: another implementation must come to the same bytes.</summary>
public sealed class AuditChainTests
{
    [Fact]
    public void A_leaf_is_the_one_of_RFC_6962()
    {
        // The leaf hashes of the empty and of the one-byte entry, as certificate transparency logs publish them.
        Hex(AuditChain.Leaf([])).ShouldBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        Hex(AuditChain.Leaf([0])).ShouldBe("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
    }

    [Fact]
    public void A_link_binds_number_link_and_leaf()
    {
        var leaf = AuditChain.Leaf("{}"u8);
        byte[] written = [.. "audit/v1/chain"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. new byte[32], .. leaf];
        AuditChain.Link(1, AuditChain.Root.Span, leaf).ShouldBe(SHA256.HashData(written));
        Hex(leaf).ShouldBe("28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9");
        Hex(AuditChain.Link(1, AuditChain.Root.Span, leaf)).ShouldBe("08858e6ef27b2edb59303a5b15b0dd724cef089fe2ace953c616af3a818794bc");
    }

    [Fact]
    public void A_record_has_exactly_these_bytes()
    {
        var log = new SampleLog();
        Encoding.UTF8.GetString(log.Rows[0].Body.Span).ShouldBe(
            """{"actor":"store","facts":{"created_at":"2026-03-02T09:00:00.000000Z","format":"audit/v1","log_id":"log_00"},"log_id":"log_00","node":"node_00","prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":1,"ts":"2026-03-02T09:00:00.000000Z","type":"genesis","v":1}""");
        log.Head.ToString().ShouldBe("1:2958ecad64808c4ef1dcbd0cdff7b387197a15d81859a3a4bfcbe3560f2cc92e");
    }

    [Fact]
    public void An_end_is_read_back_as_it_is_written()
    {
        var head = SampleLog.Whole().Head;
        ChainHead.TryParse(head.ToString(), out var read).ShouldBeTrue();
        read!.ToString().ShouldBe(head.ToString());
        string[] wrong = ["", "1", ":", "x:00", "1:00", $"-1:{new string('0', 64)}", $"1:{new string('g', 64)}", $"1:{new string('0', 64)}:"];
        foreach (var text in wrong) ChainHead.TryParse(text, out _).ShouldBeFalse(text);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
