namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>What a message turned out to be before anything else looked at it.</summary>
internal abstract record Frame
{
    private Frame() { }

    /// <summary>One well-formed JSON-RPC object. <paramref name="RequestId"/>: the id as written, for a request that wants an answer.</summary>
    public sealed record Good(string? RequestId) : Frame;

    /// <summary>To be answered with this error and not passed on. <paramref name="Id"/>: the id as written, where it could be read.</summary>
    public sealed record Bad(int Code, string Sentence, string? Id) : Frame;
}

/// <summary>The codes of JSON-RPC 2.0 that framing answers with.</summary>
internal static class FrameCodes
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int InvalidParams = -32602;
}

/// <summary>How large and how deep a message may be.</summary>
internal static class FrameLimits
{
    public const int Bytes = 1024 * 1024;

    /// <summary>After so many bytes without an end of line the sender is given up.</summary>
    public const int GiveUpBytes = 16 * Bytes;

    public const int Depth = 32;
    public const int IdCharacters = 128;
    public const long SafeInteger = 9_007_199_254_740_991;
}
