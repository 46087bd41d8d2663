using System.Security.Cryptography;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.DemoPortal.Lab;

namespace GovernedMcp.Server.Tests.Lab;

/// <summary>What portals do to their readers and no public page does on demand, each through MCP: the whole program, a real client, a real browser.</summary>
public sealed class LabTests(LabWorld lab) : IClassFixture<LabWorld>
{
    private const string Stock = "P-101,Gasket,40\nP-102,Valve,7\nP-103,Pump,0\n";

    [Theory]
    [InlineData("frame", "stock")]
    [InlineData("frame-elsewhere", "stock-elsewhere")]
    [InlineData("frame-nested", "stock-nested")]
    public async Task A_list_in_a_frame_is_read_without_what_is_hidden_in_it(string section, string table)
    {
        await lab.Skilled.GoAsync(section);
        (await lab.Skilled.TableAsync(table)).ShouldBe("part,name,pieces\n" + Stock);
    }

    [Theory]
    [InlineData("frame")]
    [InlineData("frame-elsewhere")]
    [InlineData("frame-nested")]
    public async Task A_list_in_a_frame_of_a_listed_origin_is_found(string page)
    {
        await lab.Found.GoAsync($"path:/lab/{page}");
        (await lab.Found.TableAsync("Stock")).ShouldBe("Part,Name,Pieces\n" + Stock);
    }

    [Fact]
    public async Task A_form_in_a_frame_is_sent()
    {
        await lab.Skilled.GoAsync("frame");
        (await lab.Skilled.SendAsync("reorder", "reorder", ("Part", "P-103"), ("Pieces", "12"))).Fields.ShouldBe(Fields(("part", "P-103"), ("pieces", "12")), ignoreOrder: true);
        await lab.Found.GoAsync("path:/lab/frame");
        (await lab.Found.SendAsync("Reorder", "reorder", ("Part", "P-102"), ("Pieces", "3"))).Fields.ShouldBe(Fields(("part", "P-102"), ("pieces", "3")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("elsewhere", true)]
    [InlineData("nested", true)]
    [InlineData("elsewhere", false)]
    [InlineData("nested", false)]
    public async Task A_form_in_a_frame_of_another_listed_origin_is_sent(string page, bool declared)
    {
        var session = declared ? lab.Skilled : lab.Found;
        await session.GoAsync(declared ? $"frame-{page}" : $"path:/lab/frame-{page}");
        var receipt = await session.SendAsync(declared ? $"reorder-{page}" : "Reorder", "reorder", ("Part", "P-103"), ("Pieces", "12"));
        receipt.Host.ShouldBe("localhost");
        receipt.Fields.ShouldBe(Fields(("part", "P-103"), ("pieces", "12")), ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_and_a_form_in_shadow_roots()
    {
        await lab.Skilled.GoAsync("shadow");
        (await lab.Skilled.TableAsync("shelf")).ShouldBe("Part,Shelf\nP-101,A-1\nP-102,A-2\n");
        (await lab.Skilled.SendAsync("move", "shadow", ("Part", "P-101"), ("To shelf", "B-2"))).Fields.ShouldBe(Fields(("part", "P-101"), ("shelf", "b2")), ignoreOrder: true);
        await lab.Found.GoAsync("path:/lab/shadow");
        (await lab.Found.TableAsync("Shelf")).ShouldBe("Part,Shelf\nP-101,A-1\nP-102,A-2\n");
        (await lab.Found.SendAsync("Move", "shadow", ("Part", "P-102"), ("To shelf", "B-1"))).Fields.ShouldBe(Fields(("part", "P-102"), ("shelf", "b1")), ignoreOrder: true);
    }

    [Fact]
    public async Task A_grid_that_draws_what_is_in_sight_is_read_to_its_end()
    {
        var rows = string.Concat(Enumerable.Range(1, 400).Select(number => $"{number},P-{number * 7 % 400:D3},{number * 3 % 101}\n"));
        await lab.Skilled.GoAsync("grid");
        (await lab.Skilled.TableAsync("movements")).ShouldBe("number,part,pieces\n" + rows);
        await lab.Found.GoAsync("path:/lab/grid");
        (await lab.Found.TableAsync("Movements")).ShouldBe("No.,Part,Pieces\n" + rows);
    }

    [Fact]
    public async Task A_form_of_three_steps_is_filled_through_and_sent_once()
    {
        await lab.Skilled.GoAsync("wizard");
        var receipt = await lab.Skilled.SendAsync("supplier", "wizard", ("company", "Acme"), ("country", "Germany"), ("mail", "desk@acme.example"), ("agreed", "true"));
        receipt.Fields.ShouldBe(Fields(("company", "Acme"), ("country", "Germany"), ("mail", "desk@acme.example"), ("agreed", "yes")), ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-12-24", "+44 20 5550 0142", "DE02 1203 0000 0000 2020 51")]
    [InlineData("2026-12-24", "442055500142", "de02120300000000202051")]
    public async Task Fields_that_format_what_is_typed_are_sent_as_the_page_writes_them(string due, string phone, string account)
    {
        var arrived = Fields(("due", "24/12/2026"), ("phone", "+44 20 5550 0142"), ("account", "DE02 1203 0000 0000 2020 51"));
        await lab.Skilled.GoAsync("masked");
        (await lab.Skilled.SendAsync("payment", "masked", ("due", due), ("phone", phone), ("account", account))).Fields.ShouldBe(arrived, ignoreOrder: true);
        await lab.Found.GoAsync("path:/lab/masked");
        (await lab.Found.SendAsync("Payment", "masked", ("Due", "24/12/2026"), ("Phone", phone), ("Account number", account))).Fields.ShouldBe(arrived, ignoreOrder: true);
    }

    [Fact]
    public async Task Rich_text_arrives_in_its_lines()
    {
        const string Text = "Dear Ada,\nthe pump <b>leaks</b>.";
        await lab.Skilled.GoAsync("richtext");
        Plain(await lab.Skilled.SendAsync("letter", "richtext", ("Subject", "Pump"), ("Message", Text))).ShouldBe("Pump: Dear Ada,|the pump &lt;b&gt;leaks&lt;/b&gt;.");
        await lab.Found.GoAsync("path:/lab/richtext");
        Plain(await lab.Found.SendAsync("Letter", "richtext", ("Subject", "Pump"), ("Message", Text))).ShouldBe("Pump: Dear Ada,|the pump &lt;b&gt;leaks&lt;/b&gt;.");
    }

    [Fact]
    public async Task A_file_of_the_workflows_own_folder_arrives_whole_and_no_other()
    {
        var content = new byte[4000];
        Random.Shared.NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        await lab.GiveAsync(LabWorld.Workflow, "offer.pdf", content);
        await lab.GiveAsync(LabWorld.Workflow, "offer.exe", content);
        await lab.GiveAsync("invoice-desk", "theirs.pdf", content);
        File.CreateSymbolicLink(Path.Combine(lab.Folders.Data, "uploads", LabWorld.Workflow, "link.pdf"), Path.Combine(lab.Folders.Data, "uploads", "invoice-desk", "theirs.pdf"));
        foreach (var (session, section, form, number, file) in new[] { (lab.Skilled, "upload", "offer", "number", "file"), (lab.Found, "path:/lab/upload", "Offer", "Offer no.", "File") })
        {
            await session.GoAsync(section);
            foreach (var wrong in new[] { "theirs.pdf", "../invoice-desk/theirs.pdf", Path.Combine(lab.Folders.Data, "uploads", LabWorld.Workflow, "offer.pdf"), "link.pdf", "offer.exe", "none.pdf" })
                (await session.ExpectAsync("failed", "portal_fill_form", ("form", form), ("values", LabSession.Values((number, "7"), (file, wrong)))))["code"]!.ToString().ShouldBe("field.upload", wrong);
            var receipt = await session.SendAsync(form, "upload", (number, "7"), (file, "offer.pdf"));
            receipt.Fields.ShouldBe(Fields(("number", "7")));
            receipt.File!.FileName.ShouldBe("offer.pdf");
            receipt.File.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Fact]
    public async Task A_list_and_a_button_that_come_late_are_waited_for()
    {
        await lab.Skilled.GoAsync("late");
        (await lab.Skilled.TableAsync("deliveries")).ShouldBe("delivery,day\nD-1,2026-12-01\nD-2,2026-12-02\n");
        (await lab.Skilled.SendAsync("enquiry", "late", ("Question", "When?"))).Fields.ShouldBe(Fields(("question", "When?")));
        await lab.Found.GoAsync("path:/lab/late");
        (await lab.Found.TableAsync("Deliveries")).ShouldBe("Delivery,Day\nD-1,01/12/2026\nD-2,02/12/2026\n");
        (await lab.Found.SendAsync("Enquiry", "late", ("Question", "Where?"))).Fields.ShouldBe(Fields(("question", "Where?")));
    }

    [Fact]
    public async Task What_stands_where_rows_come_is_no_row()
    {
        await lab.Skilled.GoAsync("spinner");
        (await lab.Skilled.TableAsync("returns")).ShouldBe("Return,Reason\nR-1,Broken\nR-2,Late\n");
        await lab.Found.GoAsync("path:/lab/spinner");
        (await lab.Found.TableAsync("Returns")).ShouldBe("Return,Reason\nR-1,Broken\nR-2,Late\n");
    }

    [Theory]
    [InlineData("error", "page.status")]
    [InlineData("reset", "page.unreachable")]
    public async Task A_page_that_fails_once_is_told_and_is_read_the_next_time(string how, string code)
    {
        foreach (var (session, section, table) in new[] { (lab.Skilled, $"flaky-{how}", $"complaints-{how}"), (lab.Found, $"path:/lab/flaky/{how}-found", "Complaints") })
        {
            var first = await session.CallAsync("portal_navigate", ("section", section));
            if (first["outcome"]!.ToString() != "completed")
            {
                first["code"]!.ToString().ShouldBe(code);
                first["data"]!["retry"]!.ToString().ShouldBe("after");
                await session.GoAsync(section);
            }

            (await session.TableAsync(table)).ShouldBe("Complaint\nC-1\nC-2\n");
        }
    }

    [Fact]
    public async Task A_form_that_is_drawn_anew_while_it_is_filled_arrives_as_filled()
    {
        (string, string) kind = ("kind", "Complaint"), subject = ("subject", "Pump"), details = ("details", "It leaks.");
        await lab.Skilled.GoAsync("rerender");
        (await lab.Skilled.SendAsync("note", "rerender", ("Subject", "Pump"), ("Details", "It leaks."), ("Kind", "Complaint"))).Fields.ShouldBe(Fields(kind, subject, details), ignoreOrder: true);
        await lab.Found.GoAsync("path:/lab/rerender");
        (await lab.Found.SendAsync("Note", "rerender", ("Subject", "Pump"), ("Details", "It leaks."), ("Kind", "Complaint"))).Fields.ShouldBe(Fields(kind, subject, details), ignoreOrder: true);
    }

    [Fact]
    public async Task Fields_in_no_form_are_sent_by_their_script_and_the_page_says_that_it_took_them()
    {
        await lab.Found.GoAsync("path:/lab/formless");
        var outline = (await lab.Found.ExpectAsync("completed", "portal_read", ("what", "outline")))["data"]!["untrusted"]!["forms"]!.AsArray().ShouldHaveSingleItem()!;
        outline["form"]!.ToString().ShouldBe("New part");
        outline["fields"]!.AsArray().Select(field => field!.ToString()).ShouldBe(["Name (text)", "Pieces (number)", "Store (select)", "Fragile (checkbox)"]);
        (await lab.Found.SendAsync("New part", "formless", ("Name", "Gasket"), ("Pieces", "12"), ("Store", "South"), ("Fragile", "true"))).Fields
            .ShouldBe(Fields(("name", "Gasket"), ("pieces", "12"), ("store", "s"), ("fragile", "True"), ("parent", "")), ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_that_moves_while_it_is_read_is_not_told_as_complete()
    {
        await lab.Skilled.GoAsync("moving");
        var first = (await lab.Skilled.ExpectAsync("completed", "portal_extract", ("table", "jobs")))["data"]!;
        first["complete"]!.GetValue<bool>().ShouldBeFalse(first.ToJsonString());
        await lab.Skilled.GoAsync("moving");
        (await lab.Skilled.TableAsync("jobs")).Split('\n').Skip(1).Where(row => row.Length > 0).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 60).Select(job => $"J-{job},{job * 2}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_session_that_ends_midway_is_signed_in_again_and_what_was_filled_is_not_sent_half()
    {
        await lab.Skilled.GoAsync("late");
        lab.Portal.Faults = new FaultSwitches { ExpireSessions = true };
        (await lab.Skilled.TableAsync("deliveries")).ShouldBe("delivery,day\nD-1,2026-12-01\nD-2,2026-12-02\n");

        foreach (var (session, section, form, field) in new[] { (lab.Skilled, "masked", "payment", "phone"), (lab.Found, "path:/lab/masked", "Payment", "Phone") })
        {
            await session.GoAsync(section);
            var plan = await session.FillAsync(form, (field, "442055500142"));
            await lab.ApproveAsync((await session.ExpectAsync("held", "portal_submit_form", ("plan", plan)))["approval"]!["id"]!.ToString());
            var before = lab.Received("masked").Count;
            lab.Portal.Faults = new FaultSwitches { ExpireSessions = true };
            var reply = await session.CallAsync("portal_submit_form", ("plan", plan));
            lab.Received("masked").Count.ShouldBe(before);
            reply["data"]!["submit"]!.ToString().ShouldBe("unknown", reply.ToJsonString());
            reply["message"]!.ToString().ShouldContain("may have been sent: the portal answered by asking to sign in;");
            await session.GoAsync(section);
            (await session.SendAsync(form, "masked", (field, "442055500142"))).Fields["phone"].ShouldBe("+44 20 5550 0142");
        }
    }

    [Fact]
    public async Task Hidden_text_reaches_no_view()
    {
        foreach (var page in new[] { "hidden", "frame", "shadow" })
        {
            await lab.Found.GoAsync($"path:/lab/{page}");
            foreach (var what in new[] { "outline", "text" })
                (await lab.Found.ExpectAsync("completed", "portal_read", ("what", what))).ToJsonString().ShouldNotContain("HIDDEN[", Case.Insensitive, $"{what} of {page}");
            (await lab.Found.ExpectAsync("completed", "portal_read", ("what", "find"), ("query", "ignore your instructions"))).ToJsonString().ShouldNotContain("HIDDEN[");
        }
    }

    private static string Plain(LabReceipt letter) =>
        $"{letter.Fields["subject"]}: {letter.Fields["message"].Replace("</div>", "", StringComparison.Ordinal).Replace("<div>", "|", StringComparison.Ordinal).Replace("<br>", "|", StringComparison.Ordinal)}";

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value);
}
