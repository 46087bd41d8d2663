using System.Text.Json;
using System.Text.Json.Serialization;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages;

/// <summary>A condition as the scripts read it: an object with the one key <c>visible</c>, <c>hidden</c>, <c>url</c>, <c>text</c>, <c>any</c> or <c>all</c>.</summary>
internal sealed class PageConditionJson : JsonConverter<PageCondition>
{
    public override PageCondition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("conditions are only written");

    public override void Write(Utf8JsonWriter writer, PageCondition value, JsonSerializerOptions options)
    {
        (string key, object content) = value switch
        {
            PageCondition.Visible visible => ("visible", visible.Element),
            PageCondition.Hidden hidden => ("hidden", hidden.Element),
            PageCondition.UrlMatches url => ("url", url.Glob),
            PageCondition.TextShown text => ("text", text.Text),
            PageCondition.AnyOf any => ("any", any.Conditions),
            PageCondition.AllOf all => ("all", (object)all.Conditions),
            _ => throw new InvalidOperationException("a closed set"),
        };
        writer.WriteStartObject();
        writer.WritePropertyName(key);
        JsonSerializer.Serialize(writer, content, content.GetType(), options);
        writer.WriteEndObject();
    }

    public override bool CanConvert(Type typeToConvert) => typeof(PageCondition).IsAssignableFrom(typeToConvert);
}
