using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>Every way by which text of a page comes into a reply, with what a page can do to text: signs that nobody sees, and text that nobody sees.</summary>
public sealed class SinkTests
{
    private const int AtOnce = 7;

    /// <summary>Forty signs that draw nothing or turn the reading direction.</summary>
    private static readonly int[] Signs =
    [
        0x01, 0x07, 0x08, 0x1B, 0x7F, 0x9B, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B,
        0x202C, 0x202D, 0x202E, 0x2028, 0x2029, 0x2060, 0x2062, 0x2066, 0x2067, 0x2068, 0x2069, 0x2800, 0x3164, 0xFE00, 0xFEFF, 0xFFF9, 0xE000, 0xE0001, 0xE0041, 0xE0100,
    ];

    // To a page these are blanks, and so they are to us.
    private static readonly int[] Blanks = [0x2028, 0x2029, 0xFEFF];

    /// <summary>Where a page can say something, with <c>{}</c> for what it says.</summary>
    private static readonly (string Name, string Html)[] Sinks =
    [
        ("title", "<title>{}</title>"),
        ("heading", "<h2>{}</h2>"),
        ("notice", "<div role=alert>{}</div>"),
        ("line", "<p>{}</p>"),
        ("link", "<a href='#a'>{}</a>"),
        ("link-label", "<a href='#b' aria-label='{}'><img src='/m.svg' width=9 height=9></a>"),
        ("menu", "<div role=menuitem>{}</div>"),
        ("caption", "<table><caption>{}</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"),
        ("header", "<table><caption>Headed</caption><tr><th>A</th><th>{}</th></tr><tr><td>1</td><td>2</td></tr></table>"),
        ("cell", "<table><caption>Celled</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>{}</td></tr></table>"),
        ("sign", "<table><caption>Signed</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><img src='/m.svg' width=9 height=9 alt='{}'></td></tr></table>"),
        ("term", "<dl><dt>{}</dt><dd>thirty days</dd></dl>"),
        ("value", "<dl><dt>Terms</dt><dd>{}</dd></dl>"),
        ("form", "<form aria-label='{}' method=post action=/o><label>In <input name=i></label></form>"),
        ("label", "<form aria-label=Order method=post action=/o><label>Note <input name=note value='was' aria-invalid=true aria-describedby=e></label>"),
        ("field", "<label>{} <input name=f></label>"),
        ("placeholder", "<input name=p placeholder='{}'>"),
        ("complaint", "<p id=e>{}</p>"),
        ("option", "<label>Kind <select name=kind><option>Plain</option><option>{}</option></select></label>"),
        ("radio", "<fieldset><legend>Way</legend><label><input type=radio name=way value=1>{}</label><label><input type=radio name=way value=2>Other</label></fieldset>"),
        ("old-value", "<label>Draft <input name=draft value='{}'></label></form>"),
        ("dialog", "<script>alert('{}')</script>"),
    ];

    /// <summary>Ways to write what nobody sees.</summary>
    private static readonly string[] Styles =
    [
        "display:none", "visibility:hidden", "opacity:0", "opacity:.01", "font-size:0", "font-size:1px", "color:transparent", "-webkit-text-fill-color:transparent",
        "color:white", "color:rgb(250,250,250)", "color:color(srgb 1 1 1)", "color:oklch(1 0 0)", "position:absolute;left:-9999px", "position:absolute;top:-9999px", "position:fixed;left:-9999px",
        "transform:translateX(-9999px)", "text-indent:-9999px", "width:0;height:0;overflow:hidden", "height:0;overflow:hidden", "max-width:1px;max-height:1px;overflow:hidden",
        "clip-path:inset(50%)", "clip-path:circle(0)", "clip-path:polygon(0 0,0 0,0 0)", "position:absolute;clip:rect(0,0,0,0)", "transform:scale(0)", "transform:scale(.001)", "transform:rotateY(90deg)",
        "filter:opacity(0)", "mask-image:linear-gradient(transparent,transparent)", "content-visibility:hidden", "color:hsl(0 0% 100%)",
    ];

    /// <summary>Where hidden text stands beside text that is seen, with <c>{}</c> for the hidden and <c>#</c> for the number.</summary>
    private static readonly string[] Places =
    [
        "<p>SEEN-line# {}</p>", "<h2>SEEN-heading# {}</h2>", "<a href='#x#'>SEEN-link# {}</a>",
        "<table><caption>SEEN-caption# {}</caption><tr><th>SEEN-a#</th><th>SEEN-head# {}</th></tr><tr><td>SEEN-cell# {}</td><td>2</td></tr></table>",
        "<dl><dt>SEEN-term# {}</dt><dd>SEEN-value# {}</dd></dl>",
    ];

    private const string Form = "<form aria-label=Order method=post action=/o>{0}<label>Note <input name=note></label></form>";

    [Fact]
    public async Task No_sign_that_nobody_sees_comes_through_any_sink_as_it_is()
    {
        Signs.Length.ShouldBe(40);
        await using var world = await InjectionWorld.StartAsync();
        await using var client = await world.ClientAsync("filer");
        await client.SignInAsync("harbour");
        foreach (var (signs, page) in Signs.Chunk(AtOnce).Select((signs, at) => (signs, at)))
        {
            var raw = string.Concat(signs.Select(char.ConvertFromUtf32));
            var html = string.Concat(Sinks.Select(sink => sink.Html.Replace("{}", Shown($"{sink.Name}~{raw}~", sink.Name), StringComparison.Ordinal)));
            world.Portal.More[$"/signs/{page}"] = $"<!doctype html><meta charset=utf-8><body style='background:#fff'>{html}";
            client.Replies.Clear();
            await ReadAsync(client, $"path:/signs/{page}");

            var said = client.Replies.SelectMany(Strings).ToList();
            foreach (var sign in signs) said.ShouldNotContain(text => text.Contains(char.ConvertFromUtf32(sign), StringComparison.Ordinal), $"U+{sign:X4}");
            foreach (var sink in Sinks.Where(sink => sink.Html.Contains("{}", StringComparison.Ordinal)))
            {
                // The browser itself makes blanks of controls in a title.
                var kept = sink.Name == "title" ? signs.Where(sign => sign > 0x7F) : signs;
                var escapes = string.Concat(kept.Select(sign => Blanks.Contains(sign) ? " " : string.Create(CultureInfo.InvariantCulture, $"[U+{sign:X4}]")));
                said.Select(Squeezed).ShouldContain(text => text.Contains($"{sink.Name}~", StringComparison.Ordinal) && text.Contains(Squeezed(escapes), StringComparison.Ordinal), $"{sink.Name}: {escapes}");
            }
        }

        foreach (var sign in Signs.Where(sign => sign > 0x7F)) world.Log.ShouldNotContain(char.ConvertFromUtf32(sign), Case.Sensitive, $"U+{sign:X4}");
        world.Log.ShouldNotContain("heading~");
    }

    [Fact]
    public async Task No_text_that_nobody_sees_comes_through_any_reader()
    {
        await using var world = await InjectionWorld.StartAsync();
        await using var client = await world.ClientAsync("filer");
        await client.SignInAsync("harbour");
        foreach (var (styles, page) in Styles.Chunk(8).Select((styles, at) => (styles, at)))
        {
            string At(string place, int number) => place.Replace("{}", $"<span style=\"display:inline-block;{styles[number]}\">HIDDEN {styles[number]}</span>", StringComparison.Ordinal).Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var fields = string.Concat(styles.Select((_, number) => At("<label>SEEN-label# {} <input name=f#></label><label><input type=radio name=r# value=1>SEEN-radio# {}</label><label><input type=radio name=r# value=2>no</label>", number)));
            world.Portal.More[$"/hidden/{page}"] = HostilePortal.Page("Hidden", string.Concat(styles.SelectMany((_, number) => Places.Select(place => At(place, number)))) + Form.Replace("{0}", fields, StringComparison.Ordinal));
            client.Replies.Clear();
            var tables = await ReadAsync(client, $"path:/hidden/{page}");
            tables.Count.ShouldBe(styles.Length);

            var said = client.Replies.SelectMany(Strings).ToList();
            said.ShouldNotContain(text => text.Contains("HIDDEN", StringComparison.Ordinal));
            foreach (var seen in (string[])["line", "heading", "link", "caption", "head", "cell", "term", "value", "label"]) said.ShouldContain(text => text.Contains($"SEEN-{seen}0", StringComparison.Ordinal), seen);
            foreach (var tool in (string[])["outline", "text", "1 rows", "record", "filled"])
            {
                client.Replies.Where(reply => reply.StructuredContent!.Value.GetProperty("message").GetString()!.Contains(tool, StringComparison.Ordinal))
                    .ShouldContain(reply => reply.StructuredContent!.Value.GetProperty("warnings").GetRawText().Contains("cannot see"), tool);
            }
        }
    }

    // All that a page can be asked for. Returns its tables.
    private static async Task<IReadOnlyList<string>> ReadAsync(ObedientClient client, string section)
    {
        await client.AskAsync("portal_navigate", new() { ["section"] = section });
        var tables = new List<string>();
        for (JsonNode? cursor = "at_0"; cursor is not null;)
        {
            var outline = await client.AskAsync("portal_read", new() { ["limit"] = 200, ["cursor"] = cursor.ToString() });
            outline["outcome"]!.ToString().ShouldBe("completed", outline.ToJsonString());
            if (tables.Count == 0) tables.AddRange(outline["data"]!["untrusted"]!["tables"]!.AsArray().Select(table => table!["table"]!.ToString()));
            cursor = outline["data"]!["next_cursor"];
        }

        for (JsonNode? cursor = "at_0"; cursor is not null;)
        {
            cursor = (await client.AskAsync("portal_read", new() { ["what"] = "text", ["limit"] = 200, ["cursor"] = cursor.ToString() }))["data"]!["next_cursor"];
        }

        foreach (var table in tables) await client.AskAsync("portal_extract", new() { ["table"] = table });
        await client.AskAsync("portal_extract", new() { ["table"] = "none of these" });
        await client.AskAsync("portal_extract", new() { ["record"] = "details" });
        await client.AskAsync("portal_extract", new() { ["record"] = "details", ["columns"] = new JsonArray("none of these") });
        await client.AskAsync("portal_fill_form", new() { ["form"] = "none of these", ["values"] = new JsonObject { ["x"] = "1" } });
        await client.AskAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["none of these"] = "1" } });
        foreach (var field in (string[])["Kind", "Way"]) await client.AskAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { [field] = "none of these" } });
        await client.AskAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["Draft"] = "new" } });
        await client.AskAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["Note"] = "new" } });
        return tables;
    }

    private static string Shown(string text, string sink) => sink == "dialog" ? JsonSerializer.Serialize(text).Trim('"') : WebUtility.HtmlEncode(text);

    private static string Squeezed(string text) => string.Join(' ', Blanks.Aggregate(text, (read, sign) => read.Replace($"[U+{sign:X4}]", " ", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Strings(CallToolResult reply) =>
        reply.Content.OfType<TextContentBlock>().Select(block => block.Text).Concat(Strings(reply.StructuredContent!.Value));

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(pair => Strings(pair.Value).Prepend(pair.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
