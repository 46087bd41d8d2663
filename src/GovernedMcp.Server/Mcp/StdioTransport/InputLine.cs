namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>One line of input, without its end. Valid until the next one is read.</summary>
/// <param name="Bytes">The line; of one that is too long only the beginning.</param>
internal readonly record struct InputLine(ReadOnlyMemory<byte> Bytes, LineEnd End);

internal enum LineEnd
{
    /// <summary>A whole line, or the rest before the end of the input.</summary>
    Complete,

    /// <summary>Longer than a message may be. The rest of it is skipped, never kept.</summary>
    TooLong,

    /// <summary>So long without an end that the sender is given up.</summary>
    GivenUp,

    /// <summary>Nothing more comes.</summary>
    EndOfInput,
}
