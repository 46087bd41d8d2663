using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>Goes on from one page of a wizard to the next. What that would send is judged at the proxy: nothing but reading leaves.</summary>
internal sealed class WizardStep(BrowserSession session, FormTarget target)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <returns>The form on its next page.</returns>
    /// <exception cref="BlockFault">There is no one control that goes on, or the page stayed where it was.</exception>
    public async Task<FormLook> NextAsync(string name, FormLook from, CancellationToken cancel)
    {
        var answer = await target.RunAsync(session, "next", [new("next", target.Declared?.Next)], cancel);
        IReadOnlyList<string> names = answer.TryGetProperty("names", out var told) ? [.. told.EnumerateArray().Select(one => Escaped.Short(one.GetString() ?? ""))] : [];
        var step = Escaped.Short(name);
        switch (answer.GetProperty("outcome").GetString())
        {
            case "ok" when await target.PointAsync(session, answer, cancel) is { Hit: true } point:
                await Clicks.PressAsync(session, point, cancel);
                break;
            case "ok" or "disabled":
                throw Stays(step, "its control to go on is covered or disabled", from);
            case "many":
                throw new BlockFault(Rules.Forms.Ambiguous, $"several controls could go on from step `{step}`; data.allowed names them; the Skill must name one as `next`") { Allowed = names };
            default:
                throw new BlockFault(Rules.Forms.Ambiguous, $"step `{step}` has no control that is called next or continue; the Skill must name one as `next`") { Allowed = names };
        }

        target.Stepped = true;
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            await session.SettleAsync(cancel);
            if (await target.TryLookAsync(session, cancel) is { Outcome: "ok" } look && Signature(look) != Signature(from)) return look;
            await Task.Delay(Pause, cancel);
        }

        throw Stays(step, "the page did not go on", await target.LookAsync(session, patient: true, cancel));
    }

    private static BlockFault Stays(string step, string why, FormLook look)
    {
        var messages = look.Fields.Where(field => field.Message is not null).Select(field => $"{field.Label}: {field.Message}").Concat(look.Summary).Take(5).Select(Escaped.Text).ToList();
        return new BlockFault(Rules.Forms.Step, $"step `{step}` was not left: {why}{(messages.Count == 0 ? "" : "; data.page_quotes holds what the page says")}") { Quotes = messages };
    }

    // Which fields are to be seen, and what would be pressed.
    private static string Signature(FormLook look) => string.Join('\n', look.Fields.Select(field => $"{field.Name}\t{field.Label}").Concat(look.Senders).Append(look.Address));
}
