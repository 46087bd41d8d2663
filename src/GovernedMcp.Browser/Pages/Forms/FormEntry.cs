using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Puts values into a form so that the page believes them: choices first, then all texts in one run, each as an edit of the user's
/// with its last character typed on the keyboard; and checks that they stayed. What did not is typed key by key; what does not stay
/// then is a fault.
/// </summary>
internal sealed class FormEntry(BrowserSession session, FormTarget target)
{
    private const int MostRounds = 3;

    /// <summary>So many characters are typed no faster than by people; all others at once.</summary>
    private const int MostSlow = 200;

    private static readonly TimeSpan KeyDeadline = TimeSpan.FromSeconds(15);
    private readonly HashSet<string> _several = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unoffered = new(StringComparer.Ordinal);
    private static readonly TimeSpan[] Rests = [TimeSpan.Zero, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(500)];

    /// <returns>The form as it stands afterwards.</returns>
    public async Task<FormLook> FillAsync(IReadOnlyList<FieldEntry> entries, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        var waiting = entries;
        for (var round = 0; ; round++)
        {
            await EnterAsync(waiting, keys: round > 0, progress, entries.Count, cancel);
            await Task.Delay(Rests[round], cancel);
            var look = await SettledLookAsync(cancel);
            waiting = Lost(entries, look);
            if (waiting.Count == 0)
            {
                foreach (var key in _unoffered) session.Notes.Warn($"field `{Escaped.Short(key)}` offered nothing for what was typed; it may take only what it offers");
                _unoffered.Clear();
                return look;
            }

            if (round == 0 && await LeavesAsync(waiting[0], cancel)) continue;
            var fields = new FormFields(target, look, session.Portal.Locale);
            if (round + 1 == MostRounds) throw await OverAsync(waiting[0], cancel) ?? NotKept(waiting, fields);
            waiting = [.. waiting.Select(entry => entry.Otherwise(fields.ValueOf(entry.Key, fields.Of(entry.Key))))];
        }
    }

    /// <summary>Those whose value the page does not hold.</summary>
    public IReadOnlyList<FieldEntry> Lost(IReadOnlyList<FieldEntry> entries, FormLook look)
    {
        var fields = new FormFields(target, look, session.Portal.Locale);
        return [.. entries.Where(entry => !entry.IsKept(fields.ValueOf(entry.Key, fields.Of(entry.Key)), session.Portal.Locale, exactly: _several.Contains(entry.Key)))];
    }

    // A change may have made the page fetch something: a form that is being rendered anew is not read.
    private async Task<FormLook> SettledLookAsync(CancellationToken cancel)
    {
        await session.RunAsync("rendered", null, cancel, target.Frame);
        await session.SettleAsync(cancel, Settling.Choice);
        return await target.LookAsync(session, patient: true, cancel);
    }

    private async Task EnterAsync(IReadOnlyList<FieldEntry> entries, bool keys, IProgress<BlockProgress> progress, int total, CancellationToken cancel)
    {
        var done = 0;
        foreach (var run in Runs(entries, apart: keys))
        {
            if (run[0].Path is { } path) await session.WithPageAsync(page => GiveAsync(page, target.Frame, run[0].Field.File ?? 0, session.Lend(path)), KeyDeadline, cancel);
            else await RunAsync(run, keys, cancel);
            done += run.Count;
            progress.Report(new(total - entries.Count + done, total, run[^1].Key));
            // A choice may change what else there is to fill in.
            if (!run[0].IsTyped && done < entries.Count) await session.SettleAsync(cancel, Settling.Choice);
        }
    }

    // One run of the script each: what the page's own lists take, every widget that opens something, and all that is typed, last; or one by one, where it is typed again.
    private static List<List<FieldEntry>> Runs(IReadOnlyList<FieldEntry> entries, bool apart)
    {
        var runs = new List<List<FieldEntry>>();
        foreach (var entry in entries.Where(entry => !entry.IsTyped))
        {
            var alone = entry.Path is not null || entry.Opens;
            if (alone || runs is not [.., [.., { Opens: false, Path: null }]]) runs.Add([]);
            runs[^1].Add(entry);
        }

        var typed = entries.Where(entry => entry.IsTyped).ToList();
        if (apart) runs.AddRange(typed.Select(entry => new List<FieldEntry> { entry }));
        else if (typed.Count > 0) runs.Add(typed);
        return runs;
    }

    private async Task RunAsync(List<FieldEntry> run, bool keys, CancellationToken cancel)
    {
        var answer = await target.RunAsync(session, "enter", [new("entries", run.Select(entry => Wanted(entry, keys)))], cancel);
        if (answer.GetProperty("outcome").GetString() != "ok") throw new BlockFault(Rules.Forms.Changed, $"{target.Told} went away while it was filled; fill it again");
        var outcomes = answer.GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetString()!).ToList();
        for (var index = 0; index < run.Count; index++) Check(run[index], outcomes[index]);
        if (answer.GetProperty("type").GetString() is { Length: > 0 } typed) await session.WithPageAsync(page => TypeAsync(page, typed, slowly: keys && typed.Length <= MostSlow), KeyDeadline, cancel);
    }

    // A line break as a key could send the form; it goes in with the rest. So does what is on no key: where it comes last, no key would tell that all was typed.
    private EnteredField Wanted(FieldEntry entry, bool keys)
    {
        var wanted = target.Wanted.First(field => field.Key == entry.Key);
        var plain = entry.IsTyped && entry.Text is [.., >= ' ' and <= '~'];
        return new EnteredField(wanted.Key, wanted.Label, wanted.Locator, entry.Kind, entry.Value.Items, entry.Text)
        {
            Keys = plain && (keys || entry.ByKeys) && !entry.Text.Contains('\n', StringComparison.Ordinal) && !entry.Text.Any(char.IsSurrogate),
            Held = plain ? 1 : 0,
        };
    }

    private void Check(FieldEntry entry, string outcome)
    {
        var key = Escaped.Short(entry.Key);
        _unoffered.Remove(entry.Key);
        if (outcome is "done" or "typing") return;
        if (outcome is "unoffered")
        {
            _unoffered.Add(entry.Key);
            return;
        }

        if (outcome is "several")
        {
            _several.Add(entry.Key);
            return;
        }

        var (kind, told) = outcome.Split(':', 2) is [var first, var rest] ? (first, rest.Split('\u001f', StringSplitOptions.RemoveEmptyEntries)) : (outcome, []);
        var list = told.Length == 0 ? "it offers none" : "data.allowed names those it has";
        switch (kind)
        {
            case "option":
                throw new BlockFault(Rules.Fields.Value, $"field `{key}` offers no option `{Escaped.Short(entry.Value.Text)}`; {list}") { Allowed = told };
            case "ambiguous" when told.Length > 0:
                throw new BlockFault(Rules.Fields.Value, $"field `{key}` offers `{Escaped.Short(entry.Value.Text)}` more than once, and none is guessed; {list}: give one in full") { Allowed = told };
            case "calendar":
                throw new BlockFault(Rules.Fields.NotKept, $"field `{key}` opened no calendar in which a day can be told; declare a locator for it in the Skill");
            case "day":
                throw new BlockFault(Rules.Fields.Value, $"field `{key}` does not offer the day `{Escaped.Short(entry.Value.Text)}`; choose another one");
            case "widget":
                throw new BlockFault(Rules.Fields.Value, $"field `{key}` is a `{entry.Kind}` of a kind that cannot be filled; tell the owner of the Skill");
            default:
                throw new BlockFault(Rules.Forms.Changed, $"field `{key}` went away while the form was filled; fill it again");
        }
    }

    // A dialog that the page opened over the form is left as a person leaves it: by Escape.
    private async Task<bool> LeavesAsync(FieldEntry lost, CancellationToken cancel)
    {
        var answer = await target.RunAsync(session, "over", [new("field", target.Wanted.First(field => field.Key == lost.Key))], cancel);
        return answer.TryGetProperty("dialog", out var dialog) && dialog.GetBoolean() && await OpenDialog.LeaveAsync(session, cancel);
    }

    // Whatever a page opens over a form keeps the keys from it.
    private async Task<BlockFault?> OverAsync(FieldEntry lost, CancellationToken cancel)
    {
        var answer = await target.RunAsync(session, "over", [new("field", target.Wanted.First(field => field.Key == lost.Key))], cancel);
        return answer.TryGetProperty("over", out var over) && over.GetString() is { } text
            ? new BlockFault(Rules.Elements.NotUsable, $"something lies over field `{Escaped.Short(lost.Key)}`, so that nobody could fill it; nothing was sent. data.page_quotes tells what it says: a person, or the Skill, has to close it") { Quotes = [text] }
            : null;
    }

    private static BlockFault NotKept(IReadOnlyList<FieldEntry> lost, FormFields fields) =>
        new(Rules.Fields.NotKept, $"the page did not keep the value of {string.Join(", ", lost.Select(entry => $"`{Escaped.Short(entry.Key)}`"))}; nothing was sent; tell the owner of the Skill")
        {
            Allowed = [.. lost.Select(entry => entry.Key)],
            Quotes = [.. lost.Select(entry => Instead(entry, fields)).OfType<string>()],
        };

    private static string? Instead(FieldEntry entry, FormFields fields)
    {
        var field = fields.Of(entry.Key);
        var held = fields.ValueOf(entry.Key, field);
        return held.Text.Length == 0 || fields.SensitivityOf(entry.Key, field) != Sensitivity.None ? null : $"{entry.Key} holds: {Escaped.Short(held.Text)}";
    }

    // Some masks lose what comes faster than people type.
    private static async Task<bool> TypeAsync(Microsoft.Playwright.IPage page, string text, bool slowly)
    {
        await page.Keyboard.TypeAsync(text, new() { Delay = slowly ? 20 : 0 });
        return true;
    }

    private static async Task<bool> GiveAsync(Microsoft.Playwright.IPage page, string? frame, int index, string path)
    {
        const string Files = "input[type=file]";
        await (frame is null ? page.Locator(Files) : (await Frames.FindAsync(page, frame)).Locator(Files)).Nth(index).SetInputFilesAsync(path, new() { Timeout = (float)KeyDeadline.TotalMilliseconds });
        return true;
    }

    private sealed record EnteredField(string Key, string Label, Locator? Locator, string Widget, IReadOnlyList<string> Items, string Text)
    {
        /// <summary>Type all of it, key by key.</summary>
        public bool Keys { get; init; }

        /// <summary>So many characters at its end are typed.</summary>
        public int Held { get; init; }
    }
}
