namespace GovernedMcp.DemoPortal.Witness;

/// <summary>Counts every request that reaches the portal, answered or not, and keeps the last 50,000. The witness's own are left out.</summary>
internal sealed class RequestLog(TimeProvider clock)
{
    private const int Kept = 50_000;

    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _requests = [];
    private readonly SortedDictionary<string, int> _hits = new(StringComparer.Ordinal);

    public Task RecordAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments("/_witness"))
            Add(request, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)");
        return next(http);
    }

    public IReadOnlyDictionary<string, int> Hits()
    {
        lock (_gate)
            return new SortedDictionary<string, int>(_hits, StringComparer.Ordinal);
    }

    public IReadOnlyList<SeenRequest> Requests()
    {
        lock (_gate)
            return [.. _requests];
    }

    public void Reset()
    {
        lock (_gate)
        {
            _requests.Clear();
            _hits.Clear();
        }
    }

    private void Add(HttpRequest request, string route)
    {
        var key = $"{request.Method} {route}";
        var seen = new SeenRequest(clock.GetUtcNow(), request.Method, request.Path.ToString(), request.QueryString.ToString(), route);
        lock (_gate)
        {
            _hits[key] = _hits.GetValueOrDefault(key) + 1;
            _requests.Enqueue(seen);
            if (_requests.Count > Kept)
                _requests.Dequeue();
        }
    }
}
