using GovernedMcp.Governance.Portals;
using GovernedMcp.Server.Mcp.Lists;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>The files of the caller's Skills as ordinary resources, for every client that can read one.</summary>
internal sealed class SkillResources(CallerSkills skills) : EndpointFeature
{
    public override void AddTo(McpServerOptions options)
    {
        options.Handlers.ListResourcesHandler = (context, cancel) => skills.AnswerAsync(context, mine => List(mine, context.Params?.Cursor).Stamped(context.JsonRpcRequest), cancel);
        options.Handlers.ListResourceTemplatesHandler = (context, cancel) => skills.AnswerAsync(context, mine => Templates(mine, context.Params?.Cursor).Stamped(context.JsonRpcRequest), cancel);
        options.Handlers.ReadResourceHandler = (context, cancel) => skills.AnswerAsync(context, mine => Read(mine, context).Stamped(context.JsonRpcRequest), cancel);
    }

    /// <summary>A file with its text, as a result or a message carries it.</summary>
    public static TextResourceContents Contents(ServedSkill skill, ServedFile file) =>
        new() { Uri = SkillUris.Of(skill, file), MimeType = SkillUris.MimeTypeOf(file), Text = file.Text };

    private static ListResourcesResult List(IReadOnlyList<ServedSkill> mine, string? cursor)
    {
        var page = ListPages.Cut([.. mine.SelectMany(skill => skill.Files.Select(file => Listed(skill, file)))], "resources", resource => resource.Uri, cursor);
        return new ListResourcesResult { Resources = [.. page.Items], NextCursor = page.Next };
    }

    private static Resource Listed(ServedSkill skill, ServedFile file) => new()
    {
        Uri = SkillUris.Of(skill, file),
        Name = file == skill.Main ? skill.Name : $"{skill.Name}/{file.Path}",
        Title = file == skill.Main ? skill.Title : $"{skill.Title}: {file.Path}",
        Description = file == skill.Main ? skill.Description : null,
        MimeType = SkillUris.MimeTypeOf(file),
        Size = file.Size,
        // The guidance comes first; a reference is read when the guidance points to it.
        Annotations = new Annotations { Audience = [Role.Assistant], Priority = file == skill.Main ? 1 : 0.5f },
    };

    private static ListResourceTemplatesResult Templates(IReadOnlyList<ServedSkill> mine, string? cursor)
    {
        ResourceTemplate[] all = mine.Count == 0 ? [] :
        [
            new() { UriTemplate = SkillUris.Template, Name = "skill-file", Title = "A file of a Skill", Description = "The guidance for one of your portals, or a reference of it.", MimeType = "text/markdown" },
        ];
        var page = ListPages.Cut(all, "templates", template => template.UriTemplate, cursor);
        return new ListResourceTemplatesResult { ResourceTemplates = [.. page.Items], NextCursor = page.Next };
    }

    private static ReadResourceResult Read(IReadOnlyList<ServedSkill> mine, RequestContext<ReadResourceRequestParams> context)
    {
        if (context.Params?.Uri is not { } uri) throw CallResult.WrongParameters("`uri` must be the address of a resource, such as resources/list names");
        if (SkillUris.Find(mine, uri) is var (skill, file)) return new ReadResourceResult { Contents = [Contents(skill, file)] };

        // The same whether it does not exist or is another workflow's.
        throw new McpProtocolException(
            $"there is no resource `{Escaped.Short(uri)}` for you; resources/list names those that you may read",
            context.JsonRpcRequest.IsModern() ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound) { Data = { ["uri"] = uri } };
    }
}
