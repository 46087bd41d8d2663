using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>The demo portal as a Skill would describe it.</summary>
public static class Northwind
{
    public const string User = "ap-desk";
    public const string Password = "demo-Northwind-7!";

    public static Portal Portal(Uri address, LoginRecipe? login = null) => new()
    {
        Name = "northwind",
        Title = "Northwind vendor portal",
        BaseUrl = new Uri(address.AbsoluteUri.TrimEnd('/')),
        Origins = Only(address),
        Locale = new PortalLocale("en-GB", "Europe/London", '.', "dd/MM/yyyy"),
        Login = login ?? Recipe,
        Session = new SessionRules { Expired = new PageCondition.AnyOf([new PageCondition.UrlMatches("**/login**"), new PageCondition.TextShown("Your session has ended")]) },
        Sections = new[]
        {
            new Section
            {
                Name = "invoices",
                Url = "/billing/invoices",
                Ready = new PageCondition.Visible(Role("heading", "Invoices")),
                Source = SourceMark.BuiltIn,
                Parameters = new[]
                {
                    new SectionParameter { Name = "status", Type = Governance.Portals.ValueType.Enum, Values = ["Open", "Paid", "Overdue"], Set = Label("Status"), Apply = Role("button", "Apply") },
                }.ToFrozenDictionary(parameter => parameter.Name),
            },
            new Section { Name = "bank", Path = [Role("link", "Bank details")], Ready = new PageCondition.UrlMatches("**/settings/bank"), Source = SourceMark.BuiltIn },
            new Section
            {
                Name = "invoice",
                Url = "/billing/invoices/{number}",
                Source = SourceMark.BuiltIn,
                Parameters = new[] { new SectionParameter { Name = "number", Type = Governance.Portals.ValueType.String, Required = true } }.ToFrozenDictionary(parameter => parameter.Name),
            },
        }.ToFrozenDictionary(section => section.Name),
        Tables = new[] { new Table { Name = "invoices", Section = "invoices", Root = new Locator { By = LocatorBy.Css, Value = "main table" }, Source = SourceMark.BuiltIn } }
            .ToFrozenDictionary(table => table.Name),
        Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
        SkillDigest = new string('0', 64),
        Source = SourceMark.BuiltIn,
    };

    public static LoginRecipe Recipe { get; } = new()
    {
        Start = "/login",
        Steps =
        [
            new LoginStep.Fill(Label("User ID"), "username"),
            new LoginStep.Fill(Label("Password"), "password"),
            new LoginStep.Click(Role("button", "Sign in")),
        ],
        Success = new PageCondition.UrlMatches("**/home"),
        Failures =
        [
            new FailureRule(new PageCondition.TextShown("Invalid user or password"), "bad_credentials", null),
            new FailureRule(new PageCondition.TextShown("account is locked"), "account_locked", null),
        ],
    };

    public static Origins Only(Uri address, Uri? login = null) => new()
    {
        Navigate = FrozenSet.Create(Origins.Of(address)),
        Login = FrozenSet.Create(Origins.Of(login ?? address)),
        Resource = FrozenSet<string>.Empty,
    };

    public static Locator Role(string role, string name) => new() { By = LocatorBy.Role, Role = role, Value = name };

    public static Locator Label(string text) => new() { By = LocatorBy.Label, Value = text };
}
