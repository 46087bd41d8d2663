using System.Net;
using System.Text.Json;
using GovernedMcp.Server.Tests.Mcp.Framing;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

public sealed class FramingTests(HttpServerFixture fixture) : IClassFixture<HttpServerFixture>
{
    public static TheoryData<string, string> Bad()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in BadMessages.Lines.Where(line => JsonElement.Parse(line).TryGetProperty("code", out _))) data.Add(JsonElement.Parse(line).GetProperty("id").GetString()!, line);
        return data;
    }

    [Fact]
    public async Task What_nobody_asked_for_is_taken_and_ignored()
    {
        var server = fixture.Server;
        var session = await server.InitializeAsync();
        foreach (var line in BadMessages.Lines.Where(line => !JsonElement.Parse(line).TryGetProperty("code", out _)))
        {
            using var reply = await server.SendAsync(server.Request(JsonElement.Parse(line).GetProperty("raw").GetString()!, request => server.InSession(request, session)));
            reply.StatusCode.ShouldBe(HttpStatusCode.Accepted, line);
            (await reply.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_no_message_gets_the_answer_that_stdio_gives(string id, string line)
    {
        var bad = JsonElement.Parse(line);
        using var request = fixture.Server.Request("", change => change.Content = new ByteArrayContent(BadMessages.Bytes(bad)) { Headers = { { "Content-Type", "application/json" } } });
        using var reply = await fixture.Server.SendAsync(request);
        var message = await HttpServer.MessageAsync(reply);

        reply.StatusCode.ShouldBe(id == "J30" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, id);
        ((int)message["error"]!["code"]!).ShouldBe(bad.GetProperty("code").GetInt32(), id);
        ((string)message["error"]!["message"]!).ShouldContain(bad.GetProperty("says").GetString()!, Case.Sensitive, id);
        // Too long a body is not read, so its id is not known.
        var answers = id != "J30" && bad.TryGetProperty("answers", out var known) ? known.ToString() : null;
        message["id"]?.ToString().ShouldBe(answers, id);
    }
}
