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
}
