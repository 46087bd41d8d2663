using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Tests.Pages;

public sealed class HtmlTests
{
    [Fact]
    public void A_text_in_a_hole_is_encoded()
    {
        const string hostile = "<script>\"'&";

        Html.Of($"<p title=\"{hostile}\">{hostile}</p>").ToString()
            .ShouldBe("<p title=\"&lt;script&gt;&quot;&#x27;&amp;\">&lt;script&gt;&quot;&#x27;&amp;</p>");
    }

    [Fact]
    public void Markup_in_a_hole_is_kept()
    {
        var inner = Html.Of($"<b>{"Söhne & Co"}</b>");

        Html.Of($"<p>{inner}</p>").ToString().ShouldBe("<p><b>Söhne &amp; Co</b></p>");
    }
}
