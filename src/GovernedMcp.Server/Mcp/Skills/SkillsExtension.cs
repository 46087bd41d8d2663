using System.Text.Json.Nodes;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Lists;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>
/// The Skills extension (SEP-2640): the caller's Skills with every file's digest, so that a client can load them as Skills. The
/// files themselves are read as <see cref="SkillResources"/>.
/// </summary>
internal sealed class SkillsExtension(CallerSkills skills) : EndpointFeature
{
    public const string Id = "io.modelcontextprotocol/skills";

    public override void AddTo(McpServerOptions options)
    {
        options.Capabilities ??= new ServerCapabilities();
        options.Capabilities.Extensions ??= new Dictionary<string, object>();
        options.Capabilities.Extensions[Id] = new JsonObject();
        options.RequestHandlers ??= [];
        options.RequestHandlers.Add(new McpServerRequestHandler
        {
            Method = "skills/list",
            Handler = async (request, cancel) => await skills.AnswerAsync(request, mine => List(mine, TextOf(request, "cursor")), cancel),
        });
        options.RequestHandlers.Add(new McpServerRequestHandler
        {
            Method = "skills/get",
            Handler = async (request, cancel) => await skills.AnswerAsync(request, mine => Get(mine, TextOf(request, "uri")), cancel),
        });
    }

    private static JsonObject List(IReadOnlyList<ServedSkill> mine, string? cursor)
    {
        var page = ListPages.Cut(mine, "skills", skill => skill.Name, cursor);
        var result = new JsonObject { ["resultType"] = "complete", ["skills"] = new JsonArray([.. page.Items.Select(skill => (JsonNode)Entry(skill))]) };
        if (page.Next is not null) result["nextCursor"] = page.Next;
        return result.Stamped();
    }

    private static JsonObject Get(IReadOnlyList<ServedSkill> mine, string? uri)
    {
        var skill = mine.FirstOrDefault(skill => SkillUris.OfMain(skill) == uri)
            ?? throw CallResult.WrongParameters(uri is null ? "`uri` must be the address of a Skill's SKILL.md" : $"there is no Skill `{Escaped.Short(uri)}` for you; skills/list names those that you may read");
        return new JsonObject { ["resultType"] = "complete", ["skill"] = Entry(skill) }.Stamped();
    }

    private static JsonObject Entry(ServedSkill skill) => new()
    {
        ["uri"] = SkillUris.OfMain(skill),
        ["frontmatter"] = new JsonObject { ["name"] = skill.Name, ["description"] = skill.Description },
        ["resources"] = new JsonArray(
        [
            .. skill.Files.Select(file => (JsonNode)new JsonObject { ["uri"] = SkillUris.Of(skill, file), ["digest"] = $"sha256:{file.Sha256}", ["size"] = file.Size }),
        ]),
    };

    private static string? TextOf(JsonRpcRequest request, string name) => (request.Params as JsonObject)?[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw CallResult.WrongParameters($"`{name}` must be text"),
    };
}
