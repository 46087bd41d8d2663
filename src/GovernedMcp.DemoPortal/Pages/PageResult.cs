namespace GovernedMcp.DemoPortal.Pages;

/// <summary>An HTML response with the headers a careful portal sends.</summary>
/// <param name="nonce">Allows the inline scripts of this one response; usually there are none.</param>
internal sealed class PageResult(Markup html, int status, string? nonce) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var script = nonce is null ? "'self'" : $"'self' 'nonce-{nonce}'";
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src {script}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "same-origin";
        return response.WriteAsync(html.ToString(), httpContext.RequestAborted);
    }
}
