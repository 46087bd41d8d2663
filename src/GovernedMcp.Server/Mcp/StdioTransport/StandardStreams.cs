namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// The process's own stdin and stdout, taken once. From then on whatever prints by mistake prints to stderr: stdout belongs to
/// the protocol.
/// </summary>
internal static class StandardStreams
{
    public static Stream Input { get; private set; } = Stream.Null;
    public static Stream Output { get; private set; } = Stream.Null;

    /// <summary>Stderr as bytes, for the log.</summary>
    public static Stream OpenError() => Console.OpenStandardError();

    public static void Take()
    {
        Output = Console.OpenStandardOutput();
        Input = Console.OpenStandardInput();
        Console.SetOut(Console.Error);
    }
}
