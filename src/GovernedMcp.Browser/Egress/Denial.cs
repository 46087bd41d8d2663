using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Answers of ours, told by a header that no portal can send. They have a body: the full browser turns an empty one into an error
/// page of its own.
/// </summary>
internal static class Denial
{
    /// <summary>The header that marks an answer as ours; taken out of every answer of a portal.</summary>
    public const string Header = "X-Denied-By";

    private const string Name = "governed-mcp";

    public static byte[] Raw(int status, string why)
    {
        var body = Encoding.UTF8.GetBytes(Body(status, why));
        var head = $"HTTP/1.1 {status} {(status == 403 ? "Forbidden" : "Bad Gateway")}\r\n{Header}: {Name}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public static async Task AnswerAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.Headers[Header] = Name;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status204NoContent) return;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Body(status, why), Encoding.UTF8);
    }

    private static string Body(int status, string why) =>
        $"<!doctype html><title>{status}</title><p>The governed browser did not let this request out: {WebUtility.HtmlEncode(why)}.</p>";
}
