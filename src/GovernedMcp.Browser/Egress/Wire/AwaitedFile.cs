using System.Collections.Concurrent;
using System.Collections.Frozen;
using GovernedMcp.Browser.Pages;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// A file that a call waits for, as the proxy sees its answer pass: what a page or frame would show instead of keeping comes as an
/// attachment, and no more of it than the Skill allows.
/// </summary>
internal sealed class AwaitedFile(long most)
{
    // What pages are made of is no file that anybody awaits.
    private static readonly FrozenSet<string> Parts = FrozenSet.Create(StringComparer.Ordinal, "script", "style", "image", "font", "audio", "video", "track", "manifest", "worker", "sharedworker");

    private readonly TaskCompletionSource<Spoiled> _spoiled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, string> _declared = new(StringComparer.Ordinal);

    public enum Reason
    {
        TooLarge,
        Status,
    }

    public sealed record Spoiled(Reason Why, int Status);

    public long Most => most;

    /// <summary>It will not come, and why.</summary>
    public Task<Spoiled> Spoilt => _spoiled.Task;

    /// <summary>The media type that came with the answer from an address; null when none did.</summary>
    public string? DeclaredBy(string address) => _declared.GetValueOrDefault(PageAddress.WithoutFragment(address));

    /// <summary>Looks at the head of an answer and has it kept where it would be shown.</summary>
    /// <returns>How many bytes of it may pass.</returns>
    /// <exception cref="IOException">It says that it is larger.</exception>
    public long Meet(string address, HttpRequest request, HttpResponse response, long otherwise)
    {
        if (Parts.Contains(request.Headers["Sec-Fetch-Dest"].ToString())) return otherwise;
        var type = MediaType(response.Headers.ContentType.ToString());
        if (type.Length > 0) _declared[PageAddress.WithoutFragment(address)] = type;
        if (request.Headers["Sec-Fetch-Mode"] == "navigate")
        {
            if (response.StatusCode >= 400) _spoiled.TrySetResult(new(Reason.Status, response.StatusCode));
            else if (response.StatusCode < 300 && type is not ("" or "text/html" or "application/xhtml+xml")) Attach(response);
        }

        if (response.ContentLength > most)
        {
            response.Headers.Clear();
            TooLarge();
        }

        return most;
    }

    /// <exception cref="IOException">Always.</exception>
    public void TooLarge()
    {
        _spoiled.TrySetResult(new(Reason.TooLarge, 0));
        throw new IOException("a file larger than the Skill allows");
    }

    private static void Attach(HttpResponse response)
    {
        var told = response.Headers.ContentDisposition.ToString();
        var rest = told.IndexOf(';', StringComparison.Ordinal) is var at and >= 0 ? told[at..] : "";
        response.Headers.ContentDisposition = "attachment" + rest;
    }

    private static string MediaType(string header) => header.Split(';')[0].Trim().ToLowerInvariant();
}
