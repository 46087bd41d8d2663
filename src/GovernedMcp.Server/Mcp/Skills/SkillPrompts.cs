using System.Text.Json;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Lists;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>
/// A prompt for each of the caller's Skills, for clients that show prompts to people. What it says is ours, the Skill's or the
/// person's; never a page's.
/// </summary>
internal sealed class SkillPrompts(CallerSkills skills) : EndpointFeature
{
    public const string Task = "task";
    private const int LongestTask = 4000;

    public override void AddTo(McpServerOptions options)
    {
        options.Handlers.ListPromptsHandler = (context, cancel) => skills.AnswerAsync(context, mine => List(mine, context.Params?.Cursor).Stamped(context.JsonRpcRequest), cancel);
        options.Handlers.GetPromptHandler = (context, cancel) => skills.AnswerAsync(context, mine => Get(mine, context.Params), cancel);
    }

    private static ListPromptsResult List(IReadOnlyList<ServedSkill> mine, string? cursor)
    {
        var page = ListPages.Cut(mine, "prompts", skill => skill.Name, cursor);
        return new ListPromptsResult { Prompts = [.. page.Items.Select(Listed)], NextCursor = page.Next };
    }

    private static Prompt Listed(ServedSkill skill) => new()
    {
        Name = skill.Name,
        Title = skill.Title,
        Description = skill.Description,
        Arguments = [new PromptArgument { Name = Task, Title = "Task", Description = "What is to be done on the portal", Required = false }],
    };

    private static GetPromptResult Get(IReadOnlyList<ServedSkill> mine, GetPromptRequestParams? parameters)
    {
        var skill = mine.FirstOrDefault(skill => skill.Name == parameters?.Name)
            ?? throw CallResult.WrongParameters($"there is no prompt `{Escaped.Short(parameters?.Name ?? "")}` for you; prompts/list names those that you may use");
        return new GetPromptResult
        {
            Description = skill.Description,
            Messages =
            [
                Said(new TextContentBlock { Text = Opening(skill, TaskIn(parameters!.Arguments)) }),
                Said(new EmbeddedResourceBlock { Resource = SkillResources.Contents(skill, skill.Main) }),
            ],
        };
    }

    private static string Opening(ServedSkill skill, string? task) =>
        $"Work on the portal `{skill.Name}` ({skill.Title}) with the portal_* tools. Begin with portal_list: it names what you may use there and what a person approves first. "
        + "The guidance for the portal follows; its references are read with portal_describe."
        + (task is null ? "" : $"\n\nThe task: {task}");

    private static PromptMessage Said(ContentBlock content) => new() { Role = Role.User, Content = content };

    private static string? TaskIn(IDictionary<string, JsonElement>? arguments)
    {
        if (arguments is null) return null;
        if (arguments.Keys.FirstOrDefault(name => name != Task) is { } unknown) throw CallResult.WrongParameters($"the prompt has no argument `{Escaped.Short(unknown)}`; it takes `{Task}`");
        if (!arguments.TryGetValue(Task, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length > LongestTask) throw CallResult.WrongParameters($"`{Task}` must be text of at most {LongestTask} characters");
        return value.GetString()!.Trim() is { Length: > 0 } task ? task : null;
    }
}
