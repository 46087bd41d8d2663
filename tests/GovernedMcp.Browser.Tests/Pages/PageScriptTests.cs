using GovernedMcp.Browser.Pages;

namespace GovernedMcp.Browser.Tests.Pages;

public sealed class PageScriptTests
{
    [Fact]
    public void A_part_brings_along_what_it_needs_and_nothing_comes_twice()
    {
        var function = PageScripts.Compose("// uses: calendar, forms\n() => 1");
        foreach (var part in new[] { "colours", "dom", "ink", "sheets", "names", "find", "picking", "calendar", "forms" })
            function.Split($"const {part} = (").Length.ShouldBe(2, part);
        function.IndexOf("const picking =", StringComparison.Ordinal).ShouldBeLessThan(function.IndexOf("const forms =", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("() => 'nächste'", "'n\\u00e4chste'")]
    [InlineData("() => /次へ|next/", "/\\u6b21\\u3078|next/")]
    public void Letters_outside_ASCII_go_as_escapes(string script, string sent) => PageScripts.Compose(script).ShouldContain(sent);

    [Fact]
    public void Every_script_goes_as_ASCII_and_no_escape_of_its_own_runs_into_one_of_ours()
    {
        var assembly = typeof(PageScripts).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("GovernedMcp.Browser.Pages.Scripts.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = reader.ReadToEnd();
            text.Zip(text.Skip(1)).ShouldNotContain(pair => pair.First == '\\' && !char.IsAscii(pair.Second), resource);
            PageScripts.Compose(text).ShouldAllBe(letter => char.IsAscii(letter), resource);
        }
    }
}
