using GovernedMcp.Governance.Portals;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>Completes what a person types into a prompt or an address: names of the caller's own portals and files, nothing else.</summary>
internal sealed class SkillCompletions(CallerSkills skills) : EndpointFeature
{
    /// <summary>What the protocol allows at once.</summary>
    private const int Most = 100;

    public override void AddTo(McpServerOptions options) =>
        options.Handlers.CompleteHandler = (context, cancel) => skills.AnswerAsync(context, mine => Complete(mine, context.Params), cancel);

    private static CompleteResult Complete(IReadOnlyList<ServedSkill> mine, CompleteRequestParams? parameters)
    {
        if (parameters is not { Ref: { } about, Argument: { Name: { } name } argument }) throw CallResult.WrongParameters("`ref` and `argument` must say what is to be completed");
        var typed = argument.Value ?? "";
        var all = Choices(mine, about, name, parameters.Context?.Arguments)
            .Where(choice => choice.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).ToList();
        return new CompleteResult { Completion = new Completion { Values = [.. all.Take(Most)], Total = all.Count, HasMore = all.Count > Most } };
    }

    private static IEnumerable<string> Choices(IReadOnlyList<ServedSkill> mine, Reference about, string argument, IDictionary<string, string>? known) => (about, argument) switch
    {
        // A task is the person's own words.
        (PromptReference prompt, SkillPrompts.Task) when mine.Any(skill => skill.Name == prompt.Name) => [],
        (ResourceTemplateReference { Uri: SkillUris.Template }, "portal") => mine.Select(skill => skill.Name),
        (ResourceTemplateReference { Uri: SkillUris.Template }, "path") => mine
            .Where(skill => known is null || !known.TryGetValue("portal", out var portal) || skill.Name == portal)
            .SelectMany(skill => skill.Files.Select(file => file.Path)),
        _ => throw CallResult.WrongParameters("there is no such prompt, resource template or argument for you; prompts/list and resources/templates/list name them"),
    };
}
