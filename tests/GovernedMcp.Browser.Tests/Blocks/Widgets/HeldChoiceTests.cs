using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>A field to choose in that already holds what it is asked for.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class HeldChoiceTests(BrowserFixture browser)
{
    /// <summary>What was typed is no choice until an option is pressed; what is chosen is not offered once more.</summary>
    private const string Page = """
        <form method="post" action="/save" aria-label="Order"><label>Owner <input role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="offers" id="pick" value="Ada" INVALID></label>
        <input type="hidden" name="owner" id="key" value="KEY"><label>Note <input name="note" id="note"></label><button>Save</button></form>
        <ul id="offers" role="listbox" hidden></ul>
        <script>
          const all = { k1: 'Ada', k2: 'Bob' };
          const turn = open => {
            offers.innerHTML = Object.entries(all).filter(([id, name]) => id !== key.value).map(([id, name]) => `<li role="option" data-id="${id}">${name}</li>`).join('');
            offers.hidden = !open;
            pick.setAttribute('aria-expanded', open);
          };
          pick.addEventListener('input', () => turn(true));
          pick.addEventListener('click', () => turn(true));
          pick.addEventListener('keydown', event => { if (event.key === 'Escape') turn(false); });
          offers.addEventListener('mousedown', event => { event.preventDefault(); key.value = event.target.dataset.id; pick.value = event.target.textContent; turn(false); });
        </script>
        """;

    private Task<WidgetSite> StartAsync(string key, string invalid = "") =>
        WidgetSite.StartWithAsync(browser, Page.Replace("KEY", key, StringComparison.Ordinal).Replace("INVALID", invalid, StringComparison.Ordinal));

    [Fact]
    public async Task It_is_left_as_the_portal_chose_it()
    {
        await using var site = await StartAsync("k1");
        (await site.OrderAsync(("Owner", "Ada"), ("Note", "x")))["owner"].ShouldBe("k1");
    }

    [Fact]
    public async Task It_is_chosen_anew_where_the_page_does_not_take_what_stands_there()
    {
        await using var site = await StartAsync("", "aria-invalid=true");
        (await site.OrderAsync(("Owner", "Ada"), ("Note", "x")))["owner"].ShouldBe("k1");
    }

    /// <summary>Whenever the land is chosen, the page goes to the first town of it.</summary>
    [Theory]
    [InlineData("Norway", "Oslo", "Oslo")]
    [InlineData("Norway", null, "Bergen")]
    [InlineData("Peru", null, "Cusco")]
    public async Task A_list_that_holds_it_is_not_chosen_from_anew(string land, string? town, string sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Land <select name="land" id="land"><option>Norway<option>Peru</select></label><label>Town <select name="town" id="town"><option>Oslo<option selected>Bergen</select></label><label>Note <input name="note"></label><button>Save</button></form>
            <script>land.onchange = () => { town.innerHTML = (land.value === 'Peru' ? ['Cusco', 'Lima'] : ['Oslo', 'Bergen']).map(name => `<option>${name}`).join(''); };</script>
            """);
        var order = town is null ? await site.OrderAsync(("Land", land), ("Note", "x")) : await site.OrderAsync(("Land", land), ("Town", town), ("Note", "x"));
        order["town"].ShouldBe(sent);
    }

    [Fact]
    public async Task It_is_left_as_an_earlier_call_chose_it()
    {
        await using var site = await StartAsync("");
        await site.FillAsync("Order", ("Owner", "Bob"));
        (await site.OrderAsync(("Owner", "Bob"), ("Note", "x")))["owner"].ShouldBe("k2");
    }

    [Fact]
    public async Task It_is_chosen_anew_where_the_call_that_typed_it_failed()
    {
        await using var site = await StartAsync("");
        await site.Session.Line.EvaluateAsync("void note.addEventListener('input', () => { note.value = ''; })");
        await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Owner", "Ada"), ("Note", "x")));
        await site.Session.Line.EvaluateAsync("void (key.value = '')");
        (await site.OrderAsync(("Owner", "Ada")))["owner"].ShouldBe("k1");
    }

    /// <summary>Under the field may be tabs, which are pressed by nobody.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("<ul role=tablist><li role=presentation><button type=button role=tab onclick='this.remove()'>All shops</button></li></ul>")]
    [InlineData("<ul><li><button type=button aria-selected=true onclick='this.remove()'>All shops</button></li></ul>")]
    public async Task What_was_chosen_of_several_stands_before_the_field_and_does_not_name_it(string under)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Note <input name="note"></label><div><div><span>Roles</span></div>
            <div class="picker"><div><div class="picked"></div><div><input role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="offers" id="pick"></div></div></div>
            UNDER<input type="hidden" name="roles" id="keys"></div><button>Save</button></form>
            <ul id="offers" role="listbox" aria-multiselectable="true" hidden><li role="option">Clerk</li><li role="option">Keeper</li></ul>
            <script>
              const turn = open => { offers.hidden = !open; pick.setAttribute('aria-expanded', open); };
              pick.addEventListener('input', () => turn(true));
              pick.addEventListener('click', () => turn(true));
              pick.addEventListener('keydown', event => { if (event.key === 'Escape') turn(false); });
              offers.addEventListener('mousedown', event => {
                event.preventDefault();
                event.target.setAttribute('aria-selected', 'true');
                document.querySelector('.picked').insertAdjacentHTML('beforebegin', `<div class="value"><span aria-hidden="true">×</span><span>${event.target.textContent}</span></div>`);
                keys.value = [keys.value, event.target.textContent].filter(Boolean).join();
                pick.value = '';
                turn(false);
              });
            </script>
            """.Replace("UNDER", under, StringComparison.Ordinal));
        var filled = await site.FillAsync("Order", ("Roles", "Keeper"), ("Note", "x"));
        ((string)filled.Data["fields"]![1]!["field"]!).ShouldBe("Roles");
        (await site.Session.Page.GetByText("All shops").CountAsync()).ShouldBe(under.Length == 0 ? 0 : 1);
        (await site.SendAsync(filled))["roles"].ShouldBe("Keeper");
    }
}
