using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Puts values into a form so that the page believes them: text as an edit of the user's with its last character typed on the
/// keyboard; and checks that they stayed. What did not is typed key by key; what does not stay then is a fault.
/// </summary>
internal sealed class FormEntry(BrowserSession session, FormTarget target)
{
    private const int MostRounds = 3;
    private static readonly TimeSpan KeyDeadline = TimeSpan.FromSeconds(10);
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
            var fields = new FormFields(target, look, session.Portal.Locale);
            waiting = [.. entries.Where(entry => !entry.IsKept(fields.ValueOf(entry.Key, fields.Of(entry.Key)), session.Portal.Locale))];
            if (waiting.Count == 0) return look;
            if (round + 1 < MostRounds) continue;
            throw new BlockFault(Rules.Fields.NotKept, $"the page did not keep the value of {string.Join(", ", waiting.Select(entry => $"`{Escaped.Short(entry.Key)}`"))}; nothing was sent; tell the owner of the Skill")
            {
                Allowed = [.. waiting.Select(entry => entry.Key)],
            };
        }
    }

    // A change may have made the page fetch something: a form that is being rendered anew is not read.
    private async Task<FormLook> SettledLookAsync(CancellationToken cancel)
    {
        await session.RunAsync("rendered", null, cancel);
        return await target.LookAsync(session, patient: true, cancel);
    }

    private async Task EnterAsync(IReadOnlyList<FieldEntry> entries, bool keys, IProgress<BlockProgress> progress, int total, CancellationToken cancel)
    {
        var batch = new List<FieldEntry>();
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Path is { } path)
            {
                await session.WithPageAsync(page => GiveAsync(page, entry.Field.File ?? 0, session.Lend(path)), KeyDeadline, cancel);
                continue;
            }

            batch.Add(entry);
            // One run of the script goes up to the next text: that one keeps the focus for the keyboard.
            if (!entry.IsTyped && index + 1 < entries.Count && entries[index + 1].Path is null) continue;
            await RunAsync(batch, keys, last: index + 1 == entries.Count, cancel);
            batch.Clear();
            progress.Report(new(index + 1, total, entry.Key));
        }
    }

    private async Task RunAsync(List<FieldEntry> batch, bool keys, bool last, CancellationToken cancel)
    {
        var wanted = batch.Select(entry => Wanted(entry, keys)).ToList();
        var typed = wanted[^1].Keys ? wanted[^1].Text : wanted[^1].Text[^wanted[^1].Held..];
        var answer = await session.RunAsync("enter", target.Ask([new("entries", wanted), new("leave", last && typed.Length == 0)]), cancel);
        if (answer.GetProperty("outcome").GetString() != "ok") throw new BlockFault(Rules.Forms.Changed, $"the form `{target.Name}` went away while it was filled; fill it again");
        var outcomes = answer.GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetString()!).ToList();
        for (var index = 0; index < batch.Count; index++) Check(batch[index], outcomes[index]);
        if (outcomes[^1] != "typing" || typed.Length == 0) return;
        await session.WithPageAsync(page => TypeAsync(page, typed), KeyDeadline, cancel);
        if (last) await session.RunAsync("enter", target.Ask([new("entries", Array.Empty<object>()), new("leave", true)]), cancel);
    }

    // A line break as a key could send the form; it goes in with the rest. So does a half of a character.
    private EnteredField Wanted(FieldEntry entry, bool keys)
    {
        var wanted = target.Wanted.First(field => field.Key == entry.Key);
        var plain = entry.IsTyped && entry.Text.Length > 0 && entry.Field.Widget != "autocomplete";
        return new EnteredField(wanted.Key, wanted.Label, wanted.Locator, entry.Value.Items, entry.Text)
        {
            Keys = plain && (keys || entry.ByKeys) && !entry.Text.Contains('\n', StringComparison.Ordinal),
            Held = plain && entry.Text[^1] is var end && !char.IsControl(end) && !char.IsSurrogate(end) ? 1 : 0,
        };
    }

    private static void Check(FieldEntry entry, string outcome)
    {
        var key = Escaped.Short(entry.Key);
        if (outcome is "done" or "typing") return;
        if (outcome.StartsWith("option", StringComparison.Ordinal))
        {
            var options = outcome.Contains(':', StringComparison.Ordinal) ? outcome["option:".Length..].Split('\u001f', StringSplitOptions.RemoveEmptyEntries) : [];
            throw new BlockFault(Rules.Fields.Value, $"field `{key}` offers no option `{Escaped.Short(entry.Value.Text)}`; options: {string.Join(", ", options.Select(option => $"`{Escaped.Short(option)}`"))}") { Allowed = options };
        }

        throw outcome switch
        {
            "focus" => new BlockFault(Rules.Fields.NotKept, $"field `{key}` does not take the focus; the page hands it elsewhere"),
            "widget" => new BlockFault(Rules.Fields.Value, $"field `{key}` is a `{entry.Field.Widget}`, which cannot be filled yet"),
            _ => new BlockFault(Rules.Forms.Changed, $"field `{key}` went away while the form was filled; fill it again"),
        };
    }

    private static async Task<bool> TypeAsync(Microsoft.Playwright.IPage page, string text)
    {
        await page.Keyboard.TypeAsync(text);
        return true;
    }

    private static async Task<bool> GiveAsync(Microsoft.Playwright.IPage page, int index, string path)
    {
        await page.Locator("input[type=file]").Nth(index).SetInputFilesAsync(path, new() { Timeout = (float)KeyDeadline.TotalMilliseconds });
        return true;
    }

    private sealed record EnteredField(string Key, string Label, Locator? Locator, IReadOnlyList<string> Items, string Text)
    {
        /// <summary>Type all of it, key by key.</summary>
        public bool Keys { get; init; }

        /// <summary>So many characters at its end are typed.</summary>
        public int Held { get; init; }
    }
}
