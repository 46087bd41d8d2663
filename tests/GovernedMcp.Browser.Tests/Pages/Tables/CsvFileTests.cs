using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Pages.Values;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

public sealed class CsvFileTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1+cmd", "'+1+cmd")]
    [InlineData("-2+3+cmd", "'-2+3+cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("\uff0b1", "'\uff0b1")]
    [InlineData("\uff0d1", "'\uff0d1")]
    [InlineData("\uff201", "'\uff201")]
    [InlineData("\u22121", "'\u22121")]
    [InlineData("x;=1", "\"x;=1\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("say \"hi\", ok", "\"say \"\"hi\"\", ok\"")]
    [InlineData("", "")]
    public void A_text_is_no_formula(string text, string written) => CsvFile.Cell(CellValue.Of(text)).ShouldBe(written);

    [Fact]
    public void A_number_of_a_typed_column_stays_a_number_and_nothing_stays_empty()
    {
        CsvFile.Line([CellValue.Of(-12.5m), CellValue.Nothing, CellValue.Of(true)]).ShouldBe("-12.5,,true\r\n");
        CsvFile.Cell(CellValue.Of("-12.5")).ShouldBe("'-12.5");
    }
}
