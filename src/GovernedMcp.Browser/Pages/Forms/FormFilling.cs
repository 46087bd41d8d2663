using System.Collections.Frozen;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Fills a form that may grow while it is filled: fields that come after a choice, lists that depend on another one, and the pages of
/// a wizard. What can be checked is checked before the page is touched.
/// </summary>
internal sealed class FormFilling(BrowserSession session, FormTarget target, UploadFolder uploads, IReadOnlyDictionary<string, FieldValue> values)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private readonly FormEntry _entry = new(session, target);
    private readonly List<FieldEntry> _done = [];
    private readonly List<FormStage> _stages = [];
    private FrozenSet<string> _unsure = [];
    private FormBeginning? _left;

    /// <summary>What this call and those before it have put into which field; of a wizard, this call alone.</summary>
    public IReadOnlyDictionary<string, FieldValue> Given => _left?.Given ?? values;

    /// <summary>What calls before this one changed, and what is out of sight by now and goes along.</summary>
    public IReadOnlyList<FormBeginning.KeptField> Unseen { get; private set; } = [];

    /// <returns>Each page of the form as it stood before and stands after; one, where it is no wizard.</returns>
    public async Task<IReadOnlyList<FormStage>> FillAsync(IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        var look = await target.LookAsync(session, patient: true, cancel);
        if (look.Fallback is { } fallback) session.Notes.Warn(FormattableString.Invariant($"{target.Told} was only found by its fallback no. {fallback}; the Skill has drifted from the page"));
        var steps = Math.Max(1, target.Declared?.Steps.Count ?? 1);
        if (steps > 1) return await FillStepsAsync(look, steps, progress, cancel);

        target.NeedSender(look);
        var form = FormBeginning.Key(target.Name, look);
        var beginning = session.Plans.BeginningOf(form) is { } kept && kept.StandsIn(look) ? kept.Seeing(look) : FormBeginning.Of(target.Name, look, session.Plans.BeginningOf(form));
        _unsure = beginning.Unsure;
        try
        {
            var filled = (await FillStepsAsync(look, steps, progress, cancel))[^1].After;
            var left = beginning.LeftAs(filled, new FormFields(target, filled, session.Portal.Locale), values);
            Unseen = [.. left.Unseen(filled)];
            session.Plans.Leave(left);
            _left = left;
            if (target.Declared?.Submit is null && filled.Sender is null && filled.Senders.Count == 0)
            {
                session.Notes.Warn($"nothing on the page is seen to send {target.Told}; where that stays so, it cannot be sent");
                // One that filters as it is filled shows what fits a moment later.
                await session.FollowAsync(cancel);
            }

            return [new FormStage(beginning.Before(look), filled)];
        }
        catch (BlockFault)
        {
            if (await LeftAsync(beginning, cancel) is { } half) session.Plans.Leave(half);
            else session.Plans.Forget(form);
            throw;
        }
    }

    private async Task<IReadOnlyList<FormStage>> FillStepsAsync(FormLook look, int steps, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        for (var step = 1; ; step++)
        {
            var first = _done.Count;
            var filled = await FillStepAsync(look, last: step == steps, progress, cancel);
            _stages.Add(new FormStage(look, filled));
            foreach (var entry in _done.Skip(first))
            {
                CheckAlone(entry.Key, entry.Field, filled);
                Tell(entry, filled);
            }

            if (step == steps) return _stages;
            look = await new WizardStep(session, target).NextAsync(target.Declared!.Steps[step - 1], filled, cancel);
        }
    }

    private async Task<FormBeginning?> LeftAsync(FormBeginning beginning, CancellationToken cancel)
    {
        try
        {
            return await target.TryLookAsync(session, cancel) is { Outcome: "ok" } left ? beginning.LeftHalfAs(left, new FormFields(target, left, session.Portal.Locale), values) : null;
        }
        catch (BlockFault)
        {
            return null;
        }
    }

    private IEnumerable<string> Left => values.Keys.Where(key => _done.All(entry => entry.Key != key));

    private async Task<FormLook> FillStepAsync(FormLook look, bool last, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        var first = _done.Count;
        for (var rounds = 0; Left.Any(); rounds++)
        {
            var ready = Ready(look, mayCome: rounds == 0 ? null : _done.Count > first, last);
            if (ready.Count == 0 && !last && Left.All(key => Absent(look, key))) break;
            if (ready.Count == 0) (look, ready) = await WaitAsync(look, last, cancel);
            if (ready.Count == 0) break;
            if (ready.Where(entry => !Stands(entry)).ToList() is { Count: > 0 } wanting) look = await _entry.FillAsync(wanting, progress, cancel);
            _done.AddRange(ready);
        }

        // What came later may have taken back what was filled in before.
        var step = _done.Skip(first).ToList();
        return _entry.Lost(step, look) is { Count: > 0 } ? await _entry.FillAsync(step, progress, cancel) : look;
    }

    // Fields that are not there yet are waited for; when they do not come, it is said which.
    private async Task<(FormLook Look, List<FieldEntry> Ready)> WaitAsync(FormLook look, bool last, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Pause, cancel);
            look = await target.LookAsync(session, patient: true, cancel);
            var ready = Ready(look, mayCome: true, last);
            if (ready.Count > 0) return (look, ready);
        }

        return (look, Ready(look, mayCome: false, last));
    }

    /// <param name="mayCome">What is not there may still come; null: when a choice is made first that may bring it.</param>
    private List<FieldEntry> Ready(FormLook look, bool? mayCome, bool last)
    {
        var fields = new FormFields(target, look, session.Portal.Locale);
        var ready = new List<FieldEntry>();
        BlockFault? missing = null;
        foreach (var key in Left)
        {
            if (Absent(look, key))
            {
                if (target.Declared?.FindField(key) is null) fields.Of(key);
                missing ??= last ? Fault(() => fields.Of(key)) : null;
                continue;
            }

            try
            {
                ready.Add(FieldEntry.Of(key, target.Declared?.FindField(key), fields.Of(key), values[key], session.Portal.Locale, uploads));
            }
            catch (BlockFault fault) when (fault.Rule == Rules.Fields.Value && fields.Of(key).Options is not null && mayCome != false)
            {
                missing ??= fault;
            }
        }

        if (missing is not null && !(mayCome ?? ready.Any(entry => entry.Chooses))) throw missing;
        return ready;
    }

    // What is chosen already is left alone: a list may not offer it once more, and chosen anew it may have the page change other fields. What a call that failed left there may be text and no choice.
    private bool Stands(FieldEntry entry) =>
        (entry.Opens || entry.Field.Widget == "select") && !_unsure.Contains(entry.Key) && entry.Field.Message is null && entry.IsKept(new FieldValue(entry.Field.Values), session.Portal.Locale, exactly: true);

    private bool Absent(FormLook look, string key) => look.Matched[target.IndexOf(key)].Count == 0;

    private void Tell(FieldEntry entry, FormLook look)
    {
        var fields = new FormFields(target, look, session.Portal.Locale);
        var field = fields.Of(entry.Key);
        if (field.Weak) session.Notes.Warn($"field `{Escaped.Short(entry.Key)}` has no label of its own; the text beside it was taken for one");
        if (!entry.IsRewritten(fields.ValueOf(entry.Key, field), session.Portal.Locale)) return;
        session.Notes.Warn($"the page wrote the value of `{Escaped.Short(entry.Key)}` its own way");
        if (fields.SensitivityOf(entry.Key, field) == Governance.Portals.Sensitivity.None) session.Notes.Quote($"{entry.Key}: {Escaped.Short(string.Join(", ", field.Values))}");
    }

    // What is sent twice under one name, seen and unseen, is read in two ways. Boxes, lists and widgets have such companions by custom.
    private static void CheckAlone(string key, LookedField field, FormLook look)
    {
        if (field.Widget is "checkbox" or "switch" or "radio" or "file" || (field.Multiple && field.Widget != "autocomplete") || !look.Hidden.Contains(field.Name)) return;
        throw new BlockFault(Rules.Fields.Ambiguous, $"field `{Escaped.Short(key)}` stands in the form a second time, unseen, and both would be sent; the owner of the Skill must look at it");
    }

    private static BlockFault Fault(Func<object> of)
    {
        try
        {
            of();
        }
        catch (BlockFault fault)
        {
            return fault;
        }

        throw new InvalidOperationException("a field that is not there was found");
    }
}

/// <summary>A page of a form before it was filled and after.</summary>
internal sealed record FormStage(FormLook Before, FormLook After);
