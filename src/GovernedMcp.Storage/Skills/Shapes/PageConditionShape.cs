using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Shapes;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>Something that is or is not so on a page: exactly one of visible, hidden, url, text, any, all.</summary>
internal static class PageConditionShape
{
    public static Shape<PageCondition> Shape { get; } = Shaped.Defined<PageCondition>("page_condition", () => Body!);

    private static readonly Shape<IReadOnlyList<PageCondition>> Several = Shaped.ListOf(Shape, min: 1);

    private static readonly Shape<PageCondition> Body = Shaped.OneKey(
        ("visible", LocatorShape.Shape.Into(element => (PageCondition)new PageCondition.Visible(element))),
        ("hidden", LocatorShape.Shape.Into(element => (PageCondition)new PageCondition.Hidden(element))),
        ("url", Scalars.TextOf(500).Into(glob => (PageCondition)new PageCondition.UrlMatches(glob))),
        ("text", Scalars.TextOf(500).Into(text => (PageCondition)new PageCondition.TextShown(text))),
        ("any", Several.Into(of => (PageCondition)new PageCondition.AnyOf(of))),
        ("all", Several.Into(of => (PageCondition)new PageCondition.AllOf(of))));
}
