using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What the script <c>aftermath</c> answers: the page after a form was sent. Its texts are the page's: untrusted.</summary>
internal sealed record Aftermath
{
    /// <summary>The form is still there.</summary>
    public bool Form { get; init; }

    /// <summary>There is nothing to read yet: the page may be about to go on.</summary>
    public bool Blank { get; init; }

    /// <summary>Only a part of the page came so far: what is not there may still come.</summary>
    public bool Loading { get; init; }

    /// <summary>The form holds every value that was filled in, secrets aside; where that was asked for.</summary>
    public bool Kept { get; init; }

    /// <summary>Another form goes to where this page came from, and holds out of sight what was filled in; where that was asked for.</summary>
    public bool Carries { get; init; }

    /// <summary>Another form, which goes to the address of the page, shows what was filled in, and has something more to write; where that was asked for.</summary>
    public bool Extended { get; init; }

    /// <summary>What a form without fields sends unseen, name and value, long ones aside; where what was filled in was asked for.</summary>
    public IReadOnlyList<string> Bare { get; init; } = [];

    /// <summary>The same of each form of the page that has something to write or to choose.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Demands { get; init; } = [];

    /// <summary>What the fields of the form are called, and are sent as; where what was filled in was asked for.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The form holds nothing that was written into it; where that was asked for.</summary>
    public bool Emptied { get; init; }

    /// <summary>The names of what the form sends and nobody sees.</summary>
    public string Unlisted { get; init; } = "";

    /// <summary>What the form sends unseen that is a number, empty or <c>0</c>: so it calls the record that it is of.</summary>
    public IReadOnlyList<RecordField> Records { get; init; } = [];

    public double Document { get; init; }

    /// <summary>Grows with each time that the document put another form in the place of the one before.</summary>
    public int Drawing { get; init; }

    public string Url { get; init; } = "";
    public IReadOnlyList<string> Summary { get; init; } = [];
    public IReadOnlyList<string> Messages { get; init; } = [];
    public IReadOnlyList<string> Notices { get; init; } = [];
    public IReadOnlyList<string?> Captured { get; init; } = [];

    /// <summary>What the page itself objects to in fields. A message of the browser's is none of the portal's: an empty form for the next record has such too.</summary>
    public IReadOnlyList<string> Objections { get; init; } = [];

    /// <summary>Lines worded like trouble at the fields, which no markup ties to them; where they were asked for.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>What the page asks with nothing to answer but yes or no; where that was asked for.</summary>
    public string? Question { get; init; }

    /// <summary>What can be pressed on it, by name, unless that is much; where it was asked for.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>What of that leads back.</summary>
    public IReadOnlyList<string> Backs { get; init; } = [];

    /// <summary>Lines worded like success; where they were asked for.</summary>
    public IReadOnlyList<SaidLine> Said { get; init; } = [];

    /// <summary>Lines worded or marked like trouble; where they were asked for.</summary>
    public IReadOnlyList<TroubleLine> Troubles { get; init; } = [];

    /// <summary>What the page says, line for line; where that was asked for.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Pieces of text that nobody can see and that were left out.</summary>
    public int Unseen { get; init; }

    public bool Objects => Summary.Count > 0 || Messages.Count > 0;

    /// <summary>Null while the page is on its way elsewhere, hangs or is gone.</summary>
    /// <param name="given">What was filled in, to ask for what the page says became of it; null: that is not asked for.</param>
    /// <param name="names">What the fields are called that were filled in.</param>
    /// <param name="begins">Nothing was sent yet.</param>
    public static async Task<Aftermath?> ReadAsync(
        BrowserSession session, FormTarget target, CancellationToken cancel, IReadOnlyList<string>? given = null, IEnumerable<string>? names = null, bool begins = false)
    {
        try
        {
            var answer = await target.RunAsync(session, "aftermath", [new("captures", target.Declared?.Success?.Capture.Values), new("given", given), new("names", names), new("begins", begins)], cancel);
            var page = answer.Deserialize<Aftermath>(PageScripts.ArgumentJson);
            return page is null || given is null || target.Frame is null ? page : page.Under(await AroundAsync(session, target, given, names, cancel));
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Elements.NotFound && given is not null && target.Frame is not null)
        {
            return await AroundAsync(session, target, given, names, cancel);
        }
        catch (BlockFault)
        {
            return null;
        }
    }

    // What became of a form in a frame, the page around the frame may say, also where that took the frame away. It is the page that was there before.
    private static async Task<Aftermath?> AroundAsync(BrowserSession session, FormTarget target, IReadOnlyList<string> given, IEnumerable<string>? names, CancellationToken cancel)
    {
        try
        {
            var answer = await session.RunAsync("aftermath", target.Ask([new("given", given), new("names", names)]), cancel);
            var around = answer.Deserialize<Aftermath>(PageScripts.ArgumentJson)!;
            return new Aftermath { Loading = around.Loading, Said = around.Said, Troubles = around.Troubles, Notices = around.Notices, Lines = around.Lines };
        }
        catch (BlockFault)
        {
            return null;
        }
    }

    /// <summary>All that can be pressed on it and could not before leads back.</summary>
    public bool LeadsBackOnly(Aftermath? before) => Controls.Except(before?.Controls ?? Controls).ToList() is { Count: > 0 } news && news.TrueForAll(Backs.Contains);

    /// <summary>A form of another document that shares no field with that from before is another one, whatever its title or place.</summary>
    public Aftermath After(Aftermath? before) => before is { Parts.Count: > 0 } && Parts.Count > 0 && Document != before.Document && !Parts.Intersect(before.Parts).Any() ? this with { Form = false } : this;

    /// <summary>Of the fields of the form before it has less than half: it is not that form with something wrong.</summary>
    public bool SharesLittleWith(Aftermath before) => Parts.Intersect(before.Parts).Count() * 2 < before.Parts.Count;

    /// <summary>It came with another form that holds what was filled in. In a page that stays, one under a number of its own is mostly that of what was stored.</summary>
    public bool IsNextStep(Aftermath? before) => before is null || Document != before.Document
        ? Carries
        : Extended && !before.Extended && new Uri(Url).AbsolutePath == new Uri(before.Url).AbsolutePath && NewNumber.In(Url, before.Url) is null;

    /// <summary>The form that was sent had nothing to fill; the page that came shows it with fields, or a form that was not there before with fields, and all that it sent.</summary>
    public bool AsksForMore(Aftermath? before) => before is { Form: true, Parts.Count: 0 } && Document != before.Document
        && ((Form && Parts.Count > 0) || (before.Bare.Count > 0 && Holding(before.Bare) > before.Holding(before.Bare)));

    private int Holding(IReadOnlyList<string> pairs) => Demands.Count(form => pairs.All(form.Contains));

    private Aftermath Under(Aftermath? around) => around is null ? this : this with
    {
        Said = [.. Said, .. around.Said], Troubles = [.. Troubles, .. around.Troubles], Notices = [.. Notices, .. around.Notices], Lines = [.. Lines, .. around.Lines],
    };
}

/// <summary>A field that nobody sees, with a number, nothing or <c>0</c> in it.</summary>
internal sealed record RecordField(string Name, string Value);

/// <summary>A line worded like success, and what it looks like: alike are the lines of one list.</summary>
internal sealed record SaidLine(string Text, string Like);

/// <summary>A line that speaks of trouble by its words, by its markup, or both.</summary>
/// <param name="Vain">It says that something was tried and was not done.</param>
/// <param name="Refuses">It says of a field, by its label or what was filled in, that the portal does not take it.</param>
internal sealed record TroubleLine(string Text, bool Worded, bool Marked, bool Vain, bool Refuses)
{
    /// <summary>What the fields of a form are sent as, where it stands at one of them.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];
}
