using System.Text.RegularExpressions;
using GovernedMcp.Browser.Pages;

namespace GovernedMcp.Browser.Tests.Pages;

public sealed partial class PageScriptTests
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
        foreach (var (resource, text) in Files())
        {
            text.Zip(text.Skip(1)).ShouldNotContain(pair => pair.First == '\\' && !char.IsAscii(pair.Second), resource);
            PageScripts.Compose(text).ShouldAllBe(letter => char.IsAscii(letter), resource);
        }
    }

    [Fact]
    public void Every_file_names_the_parts_that_it_uses()
    {
        var files = Files().ToList();
        var declared = files.SelectMany(file => PageScripts.Declared(file.Text)).ToHashSet();
        declared.Count.ShouldBeGreaterThan(40);
        var lacking =
            from file in files
            from part in Called().Matches(Comment().Replace(file.Text, "")).Select(match => match.Groups["name"].Value).Where(declared.Contains).Distinct()
            where !PageScripts.Declared(file.Text).Contains(part) && !PageScripts.InScope(file.Text).Contains(part) && !IsLocal(file.Text, part)
            select $"{file.Name} uses {part}";
        lacking.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("has_table", 1_500)]
    [InlineData("form", 3_000)]
    [InlineData("arrival", 4_000)]
    public void A_script_whose_parts_the_document_has_is_short(string script, int most) =>
        PageScripts.FunctionOnParts(script).Length.ShouldBeLessThan(most);

    private static IEnumerable<(string Name, string Text)> Files()
    {
        var assembly = typeof(PageScripts).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("GovernedMcp.Browser.Pages.Scripts.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource, reader.ReadToEnd());
        }
    }

    // A name of its own, which is not the part: it is given a value, or a function gets it.
    private static bool IsLocal(string text, string name) =>
        Regex.IsMatch(text, $@"\b(?:const|let) (?:[^;]*, )?(?:[{{\[][^=;]*)?{name}\b|\((?:[^()]*[\s,{{])?{name}\b[^()]*\) =>|(?<![\w.]){name} =>", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"(?<![\w$'""`-])(?<!(?<!\.\.)\.)(?<name>[a-z]\w+)(?=\.[a-z]\w*|\()|= (?<name>[a-z]\w+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Called();

    [GeneratedRegex(@"^\s*(?://|/\*\*).*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();
}
