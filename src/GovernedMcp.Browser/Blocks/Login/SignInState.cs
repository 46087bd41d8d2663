using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>What can be seen of signing in on any page.</summary>
/// <param name="Password">A password is asked for.</param>
/// <param name="Code">A one-time code is asked for.</param>
/// <param name="Fields">How many fields of any kind are seen.</param>
/// <param name="Objects">The page shows an alert or marks the password as wrong.</param>
/// <param name="Refusals">What the page says is wrong with name or password, where one is asked for, something leads to where it is, or that is all there is on it.</param>
/// <param name="Trouble">What the page says is wrong, where that is all there is on it but for a way back.</param>
/// <param name="Status">How the portal answered for the document; 0: nobody knows.</param>
/// <param name="Bare">It shows a few words and nothing to go on with, and may go on by itself.</param>
/// <param name="Born">When the document was made: tells one from the next.</param>
internal sealed record SignInState(bool Password, bool Code, int Fields, bool Objects, IReadOnlyList<string> Refusals, IReadOnlyList<string> Trouble, int Status, double Born, bool Loaded, bool Bare, string Url)
{
    /// <summary>Null while the page is on its way elsewhere.</summary>
    public static async Task<SignInState?> ReadAsync(BrowserSession session, CancellationToken cancel)
    {
        try
        {
            var state = await session.RunAsync("sign_in_state", null, cancel);
            return new SignInState(
                state.GetProperty("password").GetBoolean(),
                state.GetProperty("code").GetBoolean(),
                state.GetProperty("fields").GetInt32(),
                state.GetProperty("objects").GetBoolean(),
                [.. state.GetProperty("refusals").EnumerateArray().Select(line => line.GetString() ?? "")],
                [.. state.GetProperty("trouble").EnumerateArray().Select(line => line.GetString() ?? "")],
                state.GetProperty("status").GetInt32(),
                state.GetProperty("born").GetDouble(),
                state.GetProperty("loaded").GetBoolean(),
                state.GetProperty("bare").GetBoolean(),
                state.GetProperty("url").GetString() ?? "");
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return null;
        }
    }
}
