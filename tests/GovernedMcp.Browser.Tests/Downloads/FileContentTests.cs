using System.Text;
using GovernedMcp.Browser.Downloads;

namespace GovernedMcp.Browser.Tests.Downloads;

public sealed class FileContentTests
{
    [Theory]
    [InlineData("%PDF-1.7", "application/pdf", "application/pdf", "application/pdf")]
    [InlineData("%PDF-1.7", "application/octet-stream", "application/pdf", "application/pdf")]
    [InlineData("\r\njunk %PDF-1.4", null, "application/pdf", "application/pdf")]
    [InlineData("a,b\n1,2\n", "text/csv", "text/csv", "text/csv")]
    [InlineData("a,b\n1,2\n", null, "application/pdf text/csv", "text/csv")]
    [InlineData("a;b\n1;2\n", "application/vnd.ms-excel", "application/vnd.ms-excel", "application/vnd.ms-excel")]
    [InlineData("PK\u0003\u0004rest", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("{\"a\":1}", "application/json", "application/json", "application/json")]
    [InlineData("<?xml version='1.0'?><a/>", "application/xml", "application/xml", "application/xml")]
    [InlineData("plain words", null, "", "text/plain")]
    public void What_it_is_and_what_it_is_called_are_both_accepted(string content, string? declared, string accept, string kept) =>
        Accepted(content, declared, accept).ShouldBe(kept);

    [Theory]
    [InlineData("<!doctype html><title>Sign in</title>", "application/pdf", "application/pdf")]
    [InlineData("<!DOCTYPE HTML>", null, "")]
    [InlineData("  \n<html>", "text/csv", "text/csv")]
    [InlineData("a,b\n<script>x</script>", "text/csv", "text/csv")]
    [InlineData("MZ\u0090\u0000", "application/pdf", "application/pdf")]
    [InlineData("MZ\u0090\u0000", null, "")]
    [InlineData("\u007fELF", "application/octet-stream", "application/octet-stream")]
    [InlineData("#!/bin/sh\n", "text/plain", "text/plain")]
    [InlineData("%PDF-1.7", "text/csv", "application/pdf")]
    [InlineData("%PDF-1.7", "application/pdf", "text/csv")]
    [InlineData("words", "application/pdf", "application/pdf")]
    [InlineData("PK\u0003\u0004rest", "application/pdf", "application/pdf application/zip")]
    public void What_is_or_is_called_something_else_is_not(string content, string? declared, string accept) => Accepted(content, declared, accept).ShouldBeNull();

    [Theory]
    [InlineData("invoice.pdf", "invoice.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\temp\\x.pdf", "x.pdf")]
    [InlineData("invoice.exe", "invoice.exe.pdf")]
    [InlineData(".bashrc", "bashrc.pdf")]
    [InlineData("CON.pdf", "file-CON.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("..", "file.pdf")]
    [InlineData("a\u202efdp.exe", "a_fdp.exe.pdf")]
    [InlineData("a\0b\nc;rm -rf $HOME.pdf", "a_b_c_rm -rf _HOME.pdf")]
    [InlineData("Rechnung für Müller.pdf", "Rechnung für Müller.pdf")]
    public void A_name_is_made_plain(string suggested, string plain) => SafeName.Of(suggested, "pdf").ShouldBe(plain);

    [Fact]
    public void A_long_name_keeps_its_ending() => SafeName.Of(new string('a', 300) + ".pdf", "pdf").ShouldBe(new string('a', 96) + ".pdf");

    private static string? Accepted(string content, string? declared, string accept) =>
        FileContent.Accepted(FileContent.Of(Encoding.Latin1.GetBytes(content)), declared, accept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
