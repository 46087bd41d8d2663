using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A waiver as it was written: <c>{ form: portal/form, reason, until }</c>.</summary>
internal sealed record WaiverEntry(Located<string> Form, string Reason, Located<DateOnly> Until)
{
    public static Shape<WaiverEntry> Shape { get; } = Shaped.Map<WaiverEntry>(keys =>
    {
        var form = keys.Must("form", Shaped.At(Names.PartPath), "Portal and form, such as `northwind-vendor/dispute`");
        var reason = keys.Must("reason", Scalars.Text);
        var until = keys.Must("until", Shaped.At(Scalars.Date), "The last day it holds");
        return () => new WaiverEntry(form, reason, until);
    });
}
