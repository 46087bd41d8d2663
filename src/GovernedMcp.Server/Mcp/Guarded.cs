using ModelContextProtocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>The one place where something unforeseen in a request that is no call becomes a protocol error: a reference, never the text of the exception.</summary>
internal static class Guarded
{
    /// <exception cref="McpProtocolException">What the answer itself says no with, or the reference of a fault.</exception>
    public static async Task<T> AnswerAsync<T>(this FaultSink faults, Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or McpProtocolException))
        {
            throw CallResult.ListFault(faults.Report(fault));
        }
    }
}
