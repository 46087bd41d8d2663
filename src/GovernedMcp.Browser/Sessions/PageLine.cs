using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// A line of our own to whatever document a page shows. Playwright's evaluation puts a library of its own into every new document first,
/// which takes longer there than most of what we ask.
/// </summary>
internal sealed class PageLine
{
    // Read by a compiler of scripts, never by one of markup.
    private static readonly JsonSerializerOptions Literal = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Task<ICDPSession> _line;

    // What a page was asked when it crashed is never answered.
    private readonly TaskCompletionSource<JsonElement?> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PageLine(IPage page, Task<ICDPSession> line)
    {
        _line = line;
        page.Crash += (_, _) => _crash.TrySetException(new PlaywrightException("the page crashed"));
    }

    /// <summary>It is opened meanwhile; what is asked waits for that.</summary>
    public static PageLine Open(IPage page) => new(page, page.Context.NewCDPSessionAsync(page));

    /// <summary>Calls a function of one argument in the document.</summary>
    /// <returns>The text that it answers, or its promise does; null: it answered something else, or threw.</returns>
    public Task<string?> CallAsync(string function, string argument) => EvaluateAsync($"({function})({JsonSerializer.Serialize(argument, Literal)})");

    /// <summary>Evaluates an expression in the document.</summary>
    /// <returns>As <see cref="CallAsync"/>.</returns>
    public async Task<string?> EvaluateAsync(string expression)
    {
        var line = await _line;
        var asked = line.SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true });
        var answer = await await Task.WhenAny(asked, _crash.Task);
        return answer is { } told && !told.TryGetProperty("exceptionDetails", out _) && told.GetProperty("result") is var result
            && result.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
