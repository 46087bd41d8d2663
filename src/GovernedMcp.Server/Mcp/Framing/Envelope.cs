using System.Text.Json;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>The outermost object of a message: what JSON-RPC asks of it.</summary>
internal sealed class Envelope
{
    private JsonTokenType _root;
    private string _key = "";
    private bool _version;
    private string? _id;
    private bool _idSeen;
    private JsonTokenType _method;
    private JsonTokenType _params;
    private bool _answer;

    public void See(ref Utf8JsonReader reader)
    {
        if (_root == JsonTokenType.None) _root = reader.TokenType;
        if (reader.CurrentDepth != 1) return;
        if (reader.TokenType == JsonTokenType.PropertyName) _key = reader.GetString()!;
        else if (_root == JsonTokenType.StartObject && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) Take(ref reader);
    }

    public Frame Judge(ReadOnlySpan<byte> message)
    {
        var code = FrameCodes.InvalidRequest;
        string? sentence = null;
        if (_root != JsonTokenType.StartObject) return new Frame.Bad(code, "expected one JSON-RPC object; batches are not supported", null);
        if (!_version) sentence = "`jsonrpc` must be the string \"2.0\"";
        else if (_idSeen && _id is null) sentence = $"`id` must be a string of at most {FrameLimits.IdCharacters} characters or an integer";
        else if (_method is JsonTokenType.None && !_answer) sentence = "`method` is missing";
        else if (_method is not (JsonTokenType.None or JsonTokenType.String)) sentence = "`method` must be a string";
        else if (_method is JsonTokenType.String && _answer) sentence = "a message is a request or an answer, not both";
        else if (_params is not (JsonTokenType.None or JsonTokenType.StartObject)) (code, sentence) = (FrameCodes.InvalidParams, "`params` must be an object");
        if (sentence is not null) return new Frame.Bad(code, sentence, MessageId.Salvage(message));
        return new Frame.Good(_method == JsonTokenType.String ? _id : null);
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (_key)
        {
            case "jsonrpc":
                _version = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
                break;
            case "id":
                _idSeen = true;
                _id = MessageId.Read(ref reader);
                break;
            case "method":
                _method = reader.TokenType;
                break;
            case "params":
                _params = reader.TokenType;
                break;
            case "result" or "error":
                _answer = true;
                break;
        }
    }
}
