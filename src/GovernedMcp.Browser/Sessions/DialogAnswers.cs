using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>Answers the dialogs of a page as the Skill says; what it does not list is dismissed and told. A page that asks without end is closed.</summary>
internal sealed class DialogAnswers(SessionNotes notes)
{
    private const int MostInOneCall = 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private int _seen;

    public IReadOnlyList<DialogRule> Rules { get; set; } = [];

    public bool TooMany => Volatile.Read(ref _seen) > MostInOneCall;

    public void Forget() => Volatile.Write(ref _seen, 0);

    public static BlockFault Fault() =>
        new(GovernedMcp.Governance.Rules.Pages.Dialogs, "the page opened one dialog after the other and was closed; go to the section again");

    public async Task AnswerAsync(IPage page, IDialog dialog)
    {
        try
        {
            var rule = Rules.FirstOrDefault(rule => Fits(rule, dialog));
            if (Interlocked.Increment(ref _seen) > MostInOneCall)
            {
                await page.CloseAsync().WaitAsync(Deadline);
                return;
            }
            // What was filled in and not sent is given up when one goes elsewhere: kept, it would hold the session on its page for good.
            var leaves = dialog.Type == DialogType.BeforeUnload;
            if (rule is null && !leaves) Tell(dialog);
            var answer = rule?.Accept ?? leaves ? dialog.AcceptAsync() : dialog.DismissAsync();
            await answer.WaitAsync(Deadline);
        }
        catch (Exception error) when (PageFaults.Knows(error))
        {
            // The page went away with its dialog, or hangs: then the call that uses it finds out.
        }
    }

    private void Tell(IDialog dialog)
    {
        notes.Warn($"the page opened a dialog (`{dialog.Type}`), which was dismissed: the Skill lists none such under `dialogs`", dialog.Message);
    }

    private static bool Fits(DialogRule rule, IDialog dialog) =>
        rule.Kind.Equals(dialog.Type, StringComparison.OrdinalIgnoreCase)
        && dialog.Message.Contains(rule.Text, StringComparison.OrdinalIgnoreCase);
}
