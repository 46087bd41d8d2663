using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Governance.Tools;

/// <summary>
/// Step 1 of the road: turns a request into a <see cref="ToolCall"/>: arguments read strictly, session and plan resolved, the act
/// named. A handle that is unknown and one that belongs to somebody else get the same answer.
/// </summary>
internal sealed class CallBinder(ISessionDirectory sessions)
{
    public Binding Bind(ToolRequest request, Caller caller, IReadOnlyList<ToolOffer> offers)
    {
        if (offers.FirstOrDefault(offer => offer.Tool.Name == request.Tool) is not { } offer)
        {
            return Binding.Wrong(new(Rules.Arguments.UnknownTool, "/name",
                $"tool `{Escaped.Short(request.Tool)}` does not exist or is not available to workflow `{caller.Workflow}`")
            { Allowed = [.. offers.Select(known => known.Tool.Name)] });
        }

        var (arguments, problems) = ArgumentReader.Read(offer.Tool, request.Arguments, offer.Portals);
        if (arguments is null) return new Binding(null, problems);
        if (OneOf(offer.Tool, arguments) is { } missing) return Binding.Wrong(missing);

        SessionFacts? session = null;
        if (arguments.TextOrNull("session") is { } handle && offer.Tool.Parameters.Any(parameter => parameter.Type == ParameterType.Session))
        {
            session = sessions.Find(handle);
            if (session?.BelongsTo(caller) != true)
                return Binding.Wrong(new(Rules.Sessions.Unknown, "/session", "this session is unknown or ended; call portal_login again"));
        }

        PlanFacts? plan = null;
        if (offer.Tool.Kind == ActKind.Submit)
        {
            plan = sessions.FindPlan(session!.Handle, arguments.Text("plan"));
            if (plan is null) return Binding.Wrong(new(Rules.Plans.Unknown, "/plan", "this plan is unknown or outdated; call portal_fill_form again"));
        }

        return new Binding(
            new ToolCall
            {
                Id = Ids.New("call"),
                Tool = offer.Tool,
                Arguments = arguments,
                Act = ActOf(offer.Tool, arguments, session, plan),
                Session = session,
                Plan = plan,
                TraceId = request.TraceId,
            },
            []);
    }

    private static ArgumentProblem? OneOf(ToolDefinition tool, CallArguments arguments)
    {
        var (left, right) = tool.Kind switch
        {
            ActKind.Extract => ("table", "record"),
            ActKind.Outcome => ("approval", "plan"),
            ActKind.Explore when tool.Parameters.Any(parameter => parameter.Name == "name") => ("ref", "name"),
            _ => ("", ""),
        };
        return left.Length == 0 || arguments.Has(left) != arguments.Has(right)
            ? null
            : new(Rules.Arguments.Missing, "/" + left, $"{tool.Name} takes exactly one of /{left} and /{right}") { Allowed = [left, right] };
    }

    private static Act ActOf(ToolDefinition tool, CallArguments arguments, SessionFacts? session, PlanFacts? plan)
    {
        var act = new Act { Kind = tool.Kind, Portal = session?.Portal ?? arguments.TextOrNull("portal") };
        return tool.Kind switch
        {
            ActKind.Navigate => act with { PartKind = PartKind.Section, Part = arguments.Text("section") },
            ActKind.Extract when arguments.Has("table") => act with { PartKind = PartKind.Table, Part = arguments.Text("table"), Names = Columns(arguments) },
            ActKind.Extract => act with { PartKind = PartKind.Record, Part = arguments.Text("record"), Names = Columns(arguments) },
            ActKind.Fill => act with { PartKind = PartKind.Form, Part = arguments.Text("form"), Values = arguments.Values("values") },
            ActKind.Download => act with { PartKind = PartKind.Download, Part = arguments.Text("download") },
            ActKind.Submit => act with { PartKind = PartKind.Form, Part = plan!.Form, Values = plan.Values },
            _ => act,
        };
    }

    private static List<string> Columns(CallArguments arguments) => [.. arguments.List("columns").Union(arguments.Tests("where").Keys)];
}

/// <summary>A bound call, or what was wrong with the request.</summary>
internal sealed record Binding(ToolCall? Call, IReadOnlyList<ArgumentProblem> Problems)
{
    public static Binding Wrong(ArgumentProblem problem) => new(null, [problem]);
}
