using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>Editors of text as they are published (tests/widgets): what was written is what the portal is sent, also where another text stood.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class EditorTests(BrowserFixture browser)
{
    private const string Area = "<label for=text>Message</label><textarea id=text name=message>Old</textarea>";
    private const string Own = "<div id=editor data-kind={0}></div><input type=hidden name=message>";
    private const string Code = "<link rel=stylesheet href=/lib/codemirror/lib/codemirror.css><script src=/lib/codemirror/lib/codemirror.js></script><script src=/lib/codemirror/addon/edit/closebrackets.js></script>";

    private static readonly Dictionary<string, (string Form, string Scripts)> _pages = new(StringComparer.Ordinal)
    {
        ["codemirror"] = (Area, Code + "<script>CodeMirror.fromTextArea(text, { autoCloseBrackets: true });</script>"),
        ["codemirror-alone"] = ("<p>Message</p><div id=place></div><input type=hidden name=message>", Code + """
            <script>const code = CodeMirror(place, { value: 'Old', autoCloseBrackets: '**()""' });
            code.getInputField().setAttribute('aria-label', 'Message'); code.on('change', () => { document.querySelector('[name=message]').value = code.getValue(); });</script>
            """),
        ["tinymce"] = (Area, "<script src=/lib/tinymce/tinymce.min.js></script><script>tinymce.init({ selector: '#text', license_key: 'gpl', promotion: false, branding: false });</script>"),
        ["trix"] = ("<label for=editor>Message</label><input type=hidden id=text name=message value=Old><trix-editor id=editor input=text></trix-editor>", "<link rel=stylesheet href=/lib/trix/dist/trix.css><script src=/lib/trix/dist/trix.umd.min.js></script>"),
        ["summernote"] = (Area, "<script src=/lib/jquery/dist/jquery.js></script><link rel=stylesheet href=/lib/summernote/dist/summernote-lite.css><script src=/lib/summernote/dist/summernote-lite.js></script><script>$('#text').summernote();</script>"),
        ["slate"] = (Own.Replace("{0}", "slate", StringComparison.Ordinal), "<script src=/built/editors.js></script>"),
        ["lexical"] = (Own.Replace("{0}", "lexical", StringComparison.Ordinal), "<script src=/built/editors.js></script>"),
        ["draft"] = (Own.Replace("{0}", "draft", StringComparison.Ordinal), "<script src=/built/editors.js></script>"),
    };

    [Theory]
    [InlineData("codemirror", "Some **text** (\"it\")\n- b", "Some **text** (\"it\")\r\n- b")]
    [InlineData("codemirror", "", "")]
    [InlineData("codemirror-alone", "Some **text**", "Some **text**")]
    [InlineData("tinymce", "Some *text*\nmore", "<p>Some *text*</p>\r\n<p>more</p>")]
    [InlineData("tinymce", "", "")]
    [InlineData("trix", "Some text\nmore", "<div>Some text<br>more</div>")]
    [InlineData("trix", "", "")]
    [InlineData("summernote", "Some text\nmore", "Some text<div>more</div>")]
    [InlineData("slate", "Some *text*\nmore", "Some *text*\r\nmore")]
    [InlineData("slate", "", "")]
    [InlineData("lexical", "Some *text*\nmore", "Some *text*\r\nmore")]
    [InlineData("draft", "Some *text*\nmore", "Some *text*\r\nmore")]
    public async Task What_was_written_is_sent(string editor, string text, string sent)
    {
        var (form, scripts) = _pages[editor];
        await using var site = await WidgetSite.StartWithAsync(browser, $"<!doctype html><meta charset=utf-8><title>{editor}</title><h1>Order</h1><form method=post action=/save aria-label=Order>{form}<button>Send</button></form>{scripts}");
        await site.FillAsync("Order", ("Message", "Another\ntext"));
        var filled = await site.FillAsync("Order", ("Message", text));
        filled.Warnings.ShouldBeEmpty();
        (await site.SendAsync(filled))["message"].ShouldBe(sent);
    }

    [Theory]
    [InlineData("trix", "<div>Some text<br>more</div>")]
    [InlineData("tinymce", "<p>Some text</p>\r\n<p>more</p>")]
    [InlineData("slate", "Some text\r\nmore")]
    [InlineData("lexical", "Some text\r\nmore")]
    public async Task What_was_written_on_a_page_that_draws_late_is_sent(string editor, string sent)
    {
        var (form, scripts) = _pages[editor];
        const string slow = "<script>window.requestAnimationFrame = draw => setTimeout(() => draw(performance.now()), 90);</script>";
        await using var site = await WidgetSite.StartWithAsync(browser, $"<!doctype html><meta charset=utf-8><title>{editor}</title>{slow}<h1>Order</h1><form method=post action=/save aria-label=Order>{form}<button>Send</button></form>{scripts}");
        await site.FillAsync("Order", ("Message", "Another\ntext"));
        var filled = await site.FillAsync("Order", ("Message", "Some text\nmore"));
        filled.Warnings.ShouldBeEmpty();
        (await site.SendAsync(filled))["message"].ShouldBe(sent);
    }

    [Fact]
    public async Task What_is_written_goes_nowhere_else_where_the_page_takes_the_focus_away()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Order><p id=name>Message</p><div contenteditable=true aria-labelledby=name onfocus="other.focus()"></div>
            <label>Other <input id=other name=other></label><button>Send</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Message", "Some text")))).Rule.ShouldBe(Rules.Fields.NotKept);
        (await site.Session.Page.InputValueAsync("#other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_text_that_the_page_adds_signs_to_is_not_kept()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form method=post action=/save aria-label=Order><label>Message <textarea name=message oninput=\"if (value.endsWith('*')) value = '*' + value\"></textarea></label><button>Send</button></form>");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Message", "Some **text**")))).Rule.ShouldBe(Rules.Fields.NotKept);
    }
}
