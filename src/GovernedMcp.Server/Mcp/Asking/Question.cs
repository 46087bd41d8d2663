using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>One question to the person at the client, and the sealed state that its answer has to come back with.</summary>
internal sealed class Question(ElicitRequestParams asked, string state, bool bySession, TimeSpan patience)
{
    /// <summary>
    /// Asks. On a session the call waits for the person, but not longer than clients wait for a call: then it is handed back as held.
    /// </summary>
    /// <returns>What was answered over the session; null when nothing was.</returns>
    /// <exception cref="InputRequiredException">The client is asked by the result of the call.</exception>
    public async Task<ReturnedInput?> AskAsync(McpServer server, CancellationToken cancel)
    {
        if (!bySession) throw new InputRequiredException(new Dictionary<string, InputRequest> { [ReturnedInput.Question] = InputRequest.ForElicitation(asked) }, state);
        var id = new RequestId(Ids.New("ask"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            var answer = await server.SendRequestAsync(Request(id), limit.Token);
            return ReturnedInput.Of(state, answer.Result as JsonObject);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // So that no form stays open whose answer nobody takes any more.
            await server.SendNotificationAsync(
                NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = id, Reason = "the call was handed back as held; it can be made again" }, cancellationToken: cancel);
            return null;
        }
        catch (McpException)
        {
            return null;
        }
    }

    private JsonRpcRequest Request(RequestId id) => new()
    {
        Id = id,
        Method = RequestMethods.ElicitationCreate,
        Params = JsonSerializer.SerializeToNode(asked, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ElicitRequestParams))),
    };
}
