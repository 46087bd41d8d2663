using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>A form as the caller names it, and which of its fields the Skill knows; looks at it on the page.</summary>
internal sealed class FormTarget
{
    private const int MostTries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PlaceDeadline = TimeSpan.FromSeconds(5);

    /// <param name="more">Fields that are wanted although no Skill declares them.</param>
    /// <param name="button">Which of its buttons sends it, where no Skill says so and it has several.</param>
    public FormTarget(string name, Form? declared, IEnumerable<string> more, string? button = null)
    {
        (Name, Declared, Button, Frame) = (name, declared, button, declared?.Root?.Frame);
        Wanted =
        [
            .. (declared?.Fields ?? []).Select(field => new WantedField(field.Key, field.Label ?? field.Key, field.Locator)),
            .. more.Where(key => declared?.FindField(key) is null).Select(key => new WantedField(key, key, null)),
        ];
    }

    public string Name { get; }

    /// <summary>How our sentences call it: what a page calls a form is no word of ours.</summary>
    public string Told => Declared is null ? "the form" : $"form `{Name}`";

    /// <summary>Which form it is for a session, also when its page is loaded anew.</summary>
    public string PlaceOf(FormLook look) => string.Join('\n', Name, look.Method, look.Action, look.Address);

    /// <summary>Its first pages were left: the last may hold nothing but the control that sends it.</summary>
    public bool Stepped { get; set; }

    public Form? Declared { get; }
    public string? Button { get; }
    public IReadOnlyList<WantedField> Wanted { get; }

    public int IndexOf(string key) => Wanted.ToList().FindIndex(wanted => wanted.Key == key);

    /// <summary>What the scripts about a form are asked: the form, and further things.</summary>
    public Dictionary<string, object?> Ask(IEnumerable<KeyValuePair<string, object?>> more)
    {
        var ask = new Dictionary<string, object?>
        {
            ["name"] = Name,
            ["declared"] = Declared is not null,
            ["root"] = Declared?.Root,
            ["fields"] = Wanted,
            ["summary"] = Declared?.ErrorSummary,
            ["submit"] = Declared?.Submit?.Element,
            ["button"] = Button,
            ["stepped"] = Stepped,
        };
        foreach (var (key, value) in more) ask[key] = value;
        return ask;
    }

    /// <summary>The frame that it stands in: as the Skill says, or where it was found. See <see cref="Frames"/>.</summary>
    public string? Frame { get; private set; }

    /// <summary>Runs a script about the form where the form is.</summary>
    public Task<JsonElement> RunAsync(BrowserSession session, string script, IEnumerable<KeyValuePair<string, object?>> more, CancellationToken cancel) =>
        session.RunAsync(script, Ask(more), cancel, Frame);

    /// <summary>Where on the page the point is that a script answered.</summary>
    public async Task<FramePoint> PointAsync(BrowserSession session, JsonElement answer, CancellationToken cancel)
    {
        var point = answer.Deserialize<FramePoint>(PageScripts.ArgumentJson)!;
        if (Frame is null || !point.Hit || !answer.TryGetProperty("framed", out var framed) || !framed.GetBoolean()) return point;
        return await session.WithPageAsync(page => Frames.PlaceAsync(page, Frame, point.X, point.Y), PlaceDeadline, cancel) with { Enter = point.Enter };
    }

    /// <summary>Looks at the form; waits for it when the page is still at it.</summary>
    /// <exception cref="BlockFault">Not there, or not the only one.</exception>
    public async Task<FormLook> LookAsync(BrowserSession session, bool patient, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            if (await TryLookAsync(session, cancel) is { } look)
            {
                if (look.Outcome == "ok") return look;
                if (look.Outcome == "not_found" && Declared is null && Frame is null && await LookAfarAsync(session, cancel) is { } far) return far;
                if (!patient || tries >= MostTries || look.Outcome == "ambiguous") throw Missing(look);
            }
            else if (tries >= MostTries)
            {
                throw new BlockFault(Rules.Pages.Changed, "the page did not come to rest; try again");
            }

            await Task.Delay(Pause, cancel);
        }
    }

    // In the frames of other origins: a form that no Skill declares may stand in one of them.
    private async Task<FormLook?> LookAfarAsync(BrowserSession session, CancellationToken cancel)
    {
        var found = new List<(string Frame, FormLook Look)>();
        foreach (var frame in (await SeenFrames.OfAsync(session, cancel)).Far)
        {
            if (await TryLookAsync(session, frame, cancel) is { Outcome: not "not_found" } look) found.Add((frame, look));
        }

        if (found.Count > 1 || found is [{ Look.Outcome: "ambiguous" }]) throw Missing(found[0].Look with { Outcome = "ambiguous" });
        if (found.Count == 0) return null;
        Frame = found[0].Frame;
        return found[0].Look;
    }

    /// <summary>Looks once; null while the page is on its way elsewhere.</summary>
    public Task<FormLook?> TryLookAsync(BrowserSession session, CancellationToken cancel) => TryLookAsync(session, Frame, cancel);

    private async Task<FormLook?> TryLookAsync(BrowserSession session, string? frame, CancellationToken cancel)
    {
        try
        {
            var answer = await session.RunAsync("form", Ask([]), cancel, frame);
            return answer.Deserialize<FormLook>(PageScripts.ArgumentJson);
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return null;
        }
        catch (BlockFault fault) when (frame is not null && fault.Rule == Rules.Elements.NotFound)
        {
            return new FormLook { Outcome = "not_found" };
        }
    }

    /// <summary>Nobody approves what could not be sent: a form of several buttons needs one to be named.</summary>
    /// <exception cref="BlockFault">None is, or one that is not there.</exception>
    public void NeedSender(FormLook look)
    {
        if (Declared?.Submit is not null && Button is not null)
            throw new BlockFault(Rules.Forms.Button, $"the Skill says what sends form `{Escaped.Short(Name)}`; leave `button` out");
        if (Declared?.Submit is not null || look.Sender is not null || (Button is null && look.Senders.Count < 2)) return;
        IReadOnlyList<string> names = [.. look.Senders.Take(8)];
        throw Button is null
            ? new BlockFault(Rules.Forms.Button, $"form `{Escaped.Short(Name)}` has several buttons that send it, which data.allowed names; name one as `button`") { Allowed = names }
            : new BlockFault(Rules.Forms.Button, $"no single button of form `{Escaped.Short(Name)}` is called `{Escaped.Short(Button)}`; data.allowed names those it has") { Allowed = names };
    }

    private BlockFault Missing(FormLook look)
    {
        return look.Outcome == "ambiguous"
            ? new BlockFault(Rules.Forms.Ambiguous, $"several forms match `{Escaped.Short(Name)}`; the owner of the Skill must name one") { Allowed = look.Names }
            : new BlockFault(Rules.Forms.NotFound, $"the page has no form `{Escaped.Short(Name)}`; {(look.Names.Count == 0 ? "it has none" : "data.allowed names those it has")}") { Allowed = look.Names };
    }
}

/// <summary>A field that is looked for: by locator, by label, or by the name it is sent under.</summary>
internal sealed record WantedField(string Key, string Label, Locator? Locator);
