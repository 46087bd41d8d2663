using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that their scripts name anew while they are filled, or send otherwise than a browser would.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class ScriptedFormTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("head.textContent = name.value || 'Untitled'", true)]
    [InlineData("head.textContent = 'Edit ' + name.value", true)]
    [InlineData("head.textContent = 'Another'", false)]
    [InlineData("head.textContent = 'Ada'; form.replaceWith(form.cloneNode(true))", false)]
    public async Task A_form_that_goes_by_what_is_filled_into_it_is_still_the_one_that_was_asked_for(string does, bool still)
    {
        await using var site = await StartAsync("post", $"const head = document.querySelector('h1'), name = form.elements.name; name.oninput = () => {{ if (name.value === 'Ada') {{ {does}; }} }};");
        if (still) (await site.SendAsync(await site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo"))))["name"].ShouldBe("Ada");
        else (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo")))).Rule.ShouldBe(Rules.Forms.NotFound);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("put")]
    public async Task By_a_method_that_no_browser_sends_a_form_by_its_script_does(string method)
    {
        await using var site = await StartAsync(method, "");
        (await site.SendAsync(await site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo"))))["city"].ShouldBe("Oslo");
    }

    private Task<WidgetSite> StartAsync(string method, string more) => WidgetSite.StartWithAsync(browser, $$"""
        <main><h1>Untitled</h1><form action=/save method={{method}}><label>Name <input name=name></label><label>City <input name=city></label><button>Save</button></form></main>
        <script>
          const form = document.forms[0];
          form.onsubmit = async event => {
            event.preventDefault();
            const body = JSON.stringify(Object.fromEntries(new FormData(form)));
            if ((await fetch('/save', { method: '{{(method == "post" ? "POST" : "PUT")}}', headers: { 'content-type': 'application/json' }, body })).ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
          };
          {{more}}
        </script>
        """);
}
