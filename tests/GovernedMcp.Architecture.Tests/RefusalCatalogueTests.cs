using System.Text.RegularExpressions;
using GovernedMcp.Governance;

namespace GovernedMcp.Architecture.Tests;

/// <summary>docs/refusals.md lists every reason a reply can give: no more, no less, each once.</summary>
public sealed partial class RefusalCatalogueTests
{
    [Fact]
    public void The_page_lists_exactly_the_rules_of_the_code()
    {
        var page = Path.Combine(House.Root, "docs", "refusals.md");
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_WRITE_DOCS") == "1") File.WriteAllText(page, Page());
        File.ReadAllText(page).ShouldBe(Page(), "run the tests once with GOVERNED_MCP_WRITE_DOCS=1 and review the change");
    }

    [Fact]
    public void Every_id_is_dotted_lower_case_and_there_once()
    {
        Rules.All.Select(rule => rule.Id).ShouldBeUnique();
        Rules.All.ShouldAllBe(rule => Dotted().IsMatch(rule.Id));
    }

    private static string Page() =>
        """
        # Refusals and faults

        Every reason that a reply can give, by its stable id (`code` in the envelope, `rule_id` in the record). An id is never used
        again for something else. `never`: the same call will not be allowed. `after`: repeat it later, unchanged. `with_change`:
        repeat it with the change that the message names.

        | id | meaning | retry |
        |---|---|---|

        """
        + string.Concat(Rules.All.Select(rule => $"| `{rule.Id}` | {rule.Meaning} | `{rule.Retry.Word()}` |\n"));

    [GeneratedRegex(@"^[a-z]+(\.[a-z0-9_]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Dotted();
}
