using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>
/// Tells the person at the client that signing in waits for them: a form over the session, that says what to do and where, and takes
/// nothing but whether they will. Clients that are asked by results are told by the progress of the call instead.
/// </summary>
internal static class PersonAsked
{
    /// <returns>Null where the client cannot be asked while a call runs.</returns>
    public static PersonAtClient? At(McpServer server, ClientAbility client) =>
        client is { Forms: true, BySession: true } ? (what, cancel) => AskAsync(server, what, cancel) : null;

    private static async Task<bool?> AskAsync(McpServer server, HandOff what, CancellationToken cancel)
    {
        var id = new RequestId(Ids.New("ask"));
        try
        {
            var answer = await server.SendRequestAsync(new JsonRpcRequest { Id = id, Method = RequestMethods.ElicitationCreate, Params = Form(what) }, cancel);
            return Read(answer.Result as JsonObject);
        }
        catch (OperationCanceledException)
        {
            await TakeBackAsync(server, id);
            throw;
        }
        catch (Exception lost) when (lost is McpException || IsGone(lost))
        {
            return null;
        }
    }

    // So that no form stays open when there is nothing left to do.
    private static async Task TakeBackAsync(McpServer server, RequestId id)
    {
        try
        {
            await server.SendNotificationAsync(
                NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = id, Reason = "signing in no longer waits for it" }, cancellationToken: CancellationToken.None);
        }
        catch (Exception lost) when (IsGone(lost))
        {
            // The client went.
        }
    }

    private static bool IsGone(Exception fault) => fault is IOException or ObjectDisposedException or InvalidOperationException;

    private static JsonNode? Form(HandOff what) => JsonSerializer.SerializeToNode(
        new ElicitRequestParams
        {
            Mode = "form",
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"Workflow {what.Workflow} is signing in to {what.Title} ({what.Portal}) and needs you: {what.Say}\nDo it there, not here: this form takes no password and no code. Until {what.Until.UtcDateTime:HH:mm:ss} UTC; signing in goes on by itself."),
            RequestedSchema = new()
            {
                Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
                {
                    ["answer"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Title = "Answer", Enum = ["done", "give up"] },
                },
                Required = ["answer"],
            },
        },
        McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ElicitRequestParams)));

    private static bool? Read(JsonObject? result) => (string?)result?["action"] switch
    {
        "accept" => (string?)result!["content"]?["answer"] != "give up",
        "decline" => false,
        _ => null,
    };
}
