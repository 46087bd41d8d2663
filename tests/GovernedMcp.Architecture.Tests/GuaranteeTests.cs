using System.Reflection;
using System.Runtime.CompilerServices;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Architecture.Tests;

/// <summary>What the types promise: these tests fail as soon as a promise can be got around.</summary>
public sealed class GuaranteeTests
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    [Theory]
    [InlineData(typeof(Permit))]
    [InlineData(typeof(Decision))]
    [InlineData(typeof(Decision.Allowed))]
    [InlineData(typeof(Decision.Held))]
    [InlineData(typeof(Decision.Refused))]
    [InlineData(typeof(BlockRun))]
    [InlineData(typeof(ToolReply))]
    [InlineData(typeof(CallArguments))]
    public void Only_governance_makes_one(Type type)
    {
        // A record's copy constructor is protected on an abstract record whose every real constructor is private: nobody outside can derive.
        type.GetConstructors(Anything).Where(maker => maker.IsPublic || maker.IsFamily || maker.IsFamilyOrAssembly)
            .Where(maker => !IsCopy(maker, type)).ShouldBeEmpty();
        Makers(type).ShouldBeEmpty();
    }

    [Fact]
    public void Redacted_is_made_by_the_redactor_or_read_back_from_the_store()
    {
        typeof(Redacted).GetConstructors(Anything).ShouldAllBe(maker => maker.IsAssembly || maker.IsPrivate);
        Makers(typeof(Redacted)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct()
            .ShouldBe(["Redacted.FromStore", "Redactor.Redact"], ignoreOrder: true);
    }

    [Fact]
    public void Only_tests_see_the_inside_of_governance() =>
        House.Governance.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName)
            .ShouldAllBe(name => name.EndsWith(".Tests", StringComparison.Ordinal));

    [Fact]
    public void A_permit_is_issued_in_one_place_only()
    {
        var places = House.Sources().Where(file => File.ReadAllText(file).Contains("Permit.Issue(", StringComparison.Ordinal)).Select(House.Relative);
        places.ShouldBe(["src/GovernedMcp.Governance/Governor.cs"]);
    }

    [Fact]
    public void Blocks_and_credentials_take_a_permit()
    {
        typeof(IToolBlock).GetMethod(nameof(IToolBlock.RunAsync))!.GetParameters()[0].ParameterType.ShouldBe(typeof(Permit));
        typeof(ICredentialSource).GetMethod(nameof(ICredentialSource.OpenAsync))!.GetParameters()[0].ParameterType.ShouldBe(typeof(Permit));
    }

    [Fact]
    public void A_caller_who_hangs_up_cannot_cancel_the_record() =>
        typeof(IAuditLog).GetMethod(nameof(IAuditLog.AppendAsync))!.GetParameters().ShouldNotContain(parameter => parameter.ParameterType == typeof(CancellationToken));

    [Fact]
    public void Records_take_text_and_arguments_only_redacted() =>
        typeof(AuditEntry).GetProperty(nameof(AuditEntry.Arguments))!.PropertyType.ShouldBe(typeof(Redacted));

    [Fact]
    public void A_secret_prints_as_stars_and_has_no_serialised_form()
    {
        using var secret = new Secret("S3cr3t-CANARY");
        secret.ToString().ShouldBe("***");
        System.Text.Json.JsonSerializer.Serialize(secret).ShouldNotContain("CANARY");
        typeof(Secret).IsSealed.ShouldBeTrue();
        typeof(Secret).GetMethod("<Clone>$").ShouldBeNull("a record prints its value");
    }

    [Fact]
    public void No_switch_turns_safety_off()
    {
        string[] forbidden = ["EnableAudit", "DisableAudit", "AutoApprove", "SkipApproval", "Bypass"];
        // The proxy's own word for `no exceptions` is part of Playwright's API, and one sentence explains a refused key.
        var found = House.All.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMembers(Anything).Where(member => member.DeclaringType?.Assembly == type.Assembly))
            .Select(member => member.Name).Where(name => forbidden.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        found.ShouldBeEmpty();
    }

    private static bool IsCopy(ConstructorInfo maker, Type type) => maker.GetParameters() is [var only] && only.ParameterType == type;

    // Public ways to come by one but asking the policy, which is what makes decisions.
    private static IEnumerable<MethodInfo> Makers(Type type) =>
        House.Governance.GetExportedTypes().Where(owner => owner != typeof(Policy)).SelectMany(owner => owner.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == type && !method.IsSpecialName && method.Name != "<Clone>$");
}
