namespace GovernedMcp.DemoPortal.Accounts;

internal enum SignInOutcome
{
    Granted,
    Invalid,
    Locked,
}
