using GovernedMcp.DemoPortal.Accounts;

namespace GovernedMcp.DemoPortal.Pages;

/// <summary>What the layout needs to know to put a page around its content.</summary>
/// <param name="Account">The signed-in account; none on the sign-in page.</param>
/// <param name="Token">The anti-forgery token of the sign-out form.</param>
/// <param name="Scripts">Inline scripts at the end of the body; they carry the nonce of the response.</param>
internal sealed record PageFrame(string Title, string Path, Account? Account, string Token, Markup Scripts);
