using GovernedMcp.Server.Mcp.Framing;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Reads the body of a request within its limits of size and time.</summary>
internal sealed class RequestBody(HttpLimits limits, TimeProvider clock)
{
    /// <exception cref="RequestRefused">Too large (413), too slow (408), or encoded (415).</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Headers.ContentEncoding.Count > 0) throw new RequestRefused(StatusCodes.Status415UnsupportedMediaType, null, "Content-Encoding is not supported; send the body as it is");
        if (request.ContentLength > FrameLimits.Bytes) throw TooLarge();

        using var deadline = new CancellationTokenSource(limits.Body, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        var buffer = new byte[request.ContentLength is { } known ? (int)known + 1 : 16 * 1024];
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(buffer.AsMemory(length), ending.Token) is > 0 and var read)
            {
                length += read;
                if (length > FrameLimits.Bytes) throw TooLarge();
                if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, FrameLimits.Bytes + 1));
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new RequestRefused(StatusCodes.Status408RequestTimeout, null, $"the body did not arrive within {limits.Body.TotalSeconds:0} seconds");
        }
        catch (BadHttpRequestException broken)
        {
            throw new RequestRefused(broken.StatusCode, null, "the body is not what its headers announce");
        }

        return buffer.AsMemory(0, length);
    }

    private static RequestRefused TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, FrameCodes.InvalidRequest, "message larger than 1 MiB");
}
