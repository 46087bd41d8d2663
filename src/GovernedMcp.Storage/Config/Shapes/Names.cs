using System.Text.RegularExpressions;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>The names that files give to things.</summary>
internal static partial class Names
{
    /// <summary>A workflow, portal, team, group, gate or part of a portal.</summary>
    public static Shape<string> Name { get; } = Wild(NameForm(), "a name", "use at most 64 of `a`-`z`, `0`-`9` and single `-` between them", 64);

    /// <summary>A column, field, element or parameter; what a found form calls its fields may be any text.</summary>
    public static Shape<string> Key { get; } = Scalars.Pattern(KeyForm(), "a key", "use at most 64 of `a`-`z`, `0`-`9` and `_`", 64);

    public static Shape<string> Person { get; } = Scalars.Pattern(
        PersonForm(), "a person", "write the name that the person signs in with, such as `dana@example.com`");

    public static Shape<string> CredentialName { get; } = Scalars.Pattern(
        CredentialForm(), "the name of a credential", "write a name of `credentials.yaml` such as `northwind/ap-desk`; never a value", hidden: true);

    /// <summary>Of a gate's <c>on</c> and a waiver's <c>form</c>: portal and part.</summary>
    public static Shape<string> PartPath { get; } = Wild(
        PartPathForm(), "a portal and a part of it", "write it like `northwind-vendor/dispute`", 129);

    public static Shape<string> Target { get; } = Wild(
        TargetForm(), "a target of a gate", "write `any`, a portal, or a portal and a part such as `northwind-vendor/dispute`", 129);

    // A star gets its own code and answer: people try it everywhere.
    private static WildcardGuard Wild(Regex form, string wanted, string hint, int max) => new(Scalars.Pattern(form, wanted, hint, max));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._+-]*(@[A-Za-z0-9.-]+)?$")]
    private static partial Regex PersonForm();

    [GeneratedRegex("^[a-z0-9-]+(/[a-z0-9-]+)*$")]
    private static partial Regex CredentialForm();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex PartPathForm();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$")]
    private static partial Regex TargetForm();
}
