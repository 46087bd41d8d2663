using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;

namespace GovernedMcp.Governance.Tests.Audit;

/// <summary>T51: every byte changed, every row dropped, doubled or swapped is found, and the first bad record is named.</summary>
public sealed class ChainTamperingTests
{
    private readonly SampleLog _log = SampleLog.Whole();

    [Fact]
    public void A_whole_log_is_intact_and_says_that_its_tail_is_unverified()
    {
        var report = _log.Verify();
        report.Findings.ShouldBeEmpty();
        (report.Verdict, report.ExitCode, report.Records).ShouldBe((Verdict.Intact, 0, 10));
        report.Summary.ShouldBe($"intact; complete up to record 10, tail unverified: compare `{_log.Head}` with a copy kept elsewhere");
        _log.Verify(strict: true).Verdict.ShouldBe(Verdict.Incomplete);
        _log.Verify(_log.Head).Summary.ShouldBe("intact; complete up to record 10, and the trusted end is part of it");
    }

    [Fact]
    public void Every_changed_byte_is_found_where_it_is()
    {
        for (var at = 0; at < _log.Rows.Count; at++)
        {
            var row = _log.Rows[at];
            for (var index = 0; index < row.Body.Length; index++) Expect(at, row with { Body = Flipped(row.Body, index) });
            for (var index = 0; index < AuditChain.Size; index++)
            {
                Expect(at, row with { Leaf = Flipped(row.Leaf, index) });
                Expect(at, row with { Link = Flipped(row.Link, index) });
            }
        }

        void Expect(int at, StoredRecord changed)
        {
            var report = SampleLog.Verify([.. _log.Rows[..at], changed, .. _log.Rows[(at + 1)..]]);
            (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, at + 1));
        }
    }

    [Fact]
    public void Every_changed_copy_is_found()
    {
        foreach (var row in _log.Rows)
        {
            var columns = row.Columns!;
            RecordColumns[] changed =
            [
                columns with { Ts = "x" }, columns with { Type = "x" }, columns with { Agent = "x" }, columns with { CallId = "x" }, columns with { Tool = "x" },
                columns with { Decision = "x" }, columns with { RuleId = "x" }, columns with { Outcome = "x" }, columns with { IntentSeq = 99 },
                columns with { ApprovalId = "x" }, columns with { Rows = 99 }, columns with { Node = "x" }, columns with { Seq = 99 },
            ];
            foreach (var copy in changed)
            {
                var report = SampleLog.Verify(_log.Rows.Select(each => each == row ? row with { Columns = copy } : each));
                (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, row.Seq));
            }
        }
    }

    [Fact]
    public void Every_dropped_row_but_the_last_is_found()
    {
        for (var at = 0; at < _log.Rows.Count - 1; at++)
        {
            var report = SampleLog.Verify(_log.Rows.Where((_, index) => index != at));
            (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, at + 1));
        }
    }

    [Fact]
    public void Every_doubled_row_is_found()
    {
        for (var at = 0; at < _log.Rows.Count; at++)
            SampleLog.Verify([.. _log.Rows[..at], _log.Rows[at], .. _log.Rows[at..]]).Verdict.ShouldBe(Verdict.Tampered);
    }

    [Fact]
    public void Every_two_swapped_rows_are_found()
    {
        for (var one = 0; one < _log.Rows.Count; one++)
        {
            for (var two = one + 1; two < _log.Rows.Count; two++)
            {
                var moved = _log.Rows.ToList();
                (moved[one], moved[two]) = (moved[two], moved[one]);
                SampleLog.Verify(moved).FirstBadSeq.ShouldBe(one + 1);
                // The same with the numbers left in place, as an UPDATE would do it.
                (moved[one], moved[two]) = (moved[one] with { Seq = one + 1 }, moved[two] with { Seq = two + 1 });
                SampleLog.Verify(moved).FirstBadSeq.ShouldBe(one + 1);
            }
        }
    }

    [Fact]
    public void A_cut_tail_shows_against_a_trusted_end()
    {
        var cut = _log.Rows[..^2];
        SampleLog.Verify(cut).Verdict.ShouldBe(Verdict.Intact, "nothing in a chain tells that it once was longer");
        var report = SampleLog.Verify(cut, trusted: _log.Head);
        (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, 9));
        report.Summary.ShouldContain("the tail was cut or an older copy put in place");
    }

    [Fact]
    public void A_log_rewritten_with_all_its_links_shows_against_a_trusted_end()
    {
        var rewritten = new SampleLog { Now = _log.Now + TimeSpan.FromSeconds(1) };
        foreach (var _ in Enumerable.Range(0, 9)) rewritten.Write(SampleLog.Entry(AuditTypes.Declined));
        rewritten.Verify().Verdict.ShouldBe(Verdict.Intact);
        rewritten.Verify(_log.Head).FirstBadSeq.ShouldBe(10);
    }

    [Fact]
    public void An_empty_log_is_no_log()
    {
        SampleLog.Verify([]).Verdict.ShouldBe(Verdict.Tampered);
        SampleLog.Verify(_log.Rows.Skip(1)).FirstBadSeq.ShouldBe(1);
    }

    [Fact]
    public void A_body_that_says_the_same_in_other_bytes_is_found()
    {
        var row = _log.Rows[1];
        var loose = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(row.Body.Span).Replace("\"v\":1", "\"v\": 1", StringComparison.Ordinal));
        var leaf = AuditChain.Leaf(loose);
        var report = SampleLog.Verify([_log.Rows[0], row with { Body = loose, Leaf = leaf, Link = AuditChain.Link(2, _log.Rows[0].Link.Span, leaf) }]);
        report.Summary.ShouldContain("not in canonical form");
    }

    [Fact]
    public void A_clock_that_goes_back_is_worth_a_warning_only()
    {
        var log = new SampleLog();
        log.Now -= TimeSpan.FromHours(1);
        log.Write(SampleLog.Entry(AuditTypes.Declined));
        var report = log.Verify();
        (report.Verdict, report.Findings.ShouldHaveSingleItem().Kind).ShouldBe((Verdict.Intact, FindingKind.Warning));
    }

    [Fact]
    public void A_format_from_the_future_cannot_be_judged()
    {
        var newer = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(_log.Rows[0].Body.Span).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal));
        var leaf = AuditChain.Leaf(newer);
        SampleLog.Verify([new(1, newer, leaf, AuditChain.Link(1, AuditChain.Root.Span, leaf), null)]).ExitCode.ShouldBe(3);
    }

    [Fact]
    public void An_export_keeps_every_byte_and_a_torn_line_is_no_record()
    {
        var lines = _log.Rows.Select(AuditExport.Write).ToList();
        SampleLog.Verify(lines.Select(AuditExport.Read)).Verdict.ShouldBe(Verdict.Intact);
        Should.Throw<FormatException>(() => AuditExport.Read(lines[3][..^20]));
        Should.Throw<FormatException>(() => AuditExport.Read("[]"));
    }

    private static byte[] Flipped(ReadOnlyMemory<byte> bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 1;
        return copy;
    }
}
