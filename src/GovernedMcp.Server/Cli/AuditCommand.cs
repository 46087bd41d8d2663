using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Cli;

/// <summary><c>audit</c>: the record, for reading. Nothing here writes.</summary>
internal static class AuditCommand
{
    public static Command Make() => new("audit", "The record of everything.") { AuditTail.Make(), AuditShow.Make(), AuditVerify.Make() };

    internal static JsonNode AsJson(AuditRecord record) => JsonNode.Parse(record.Body.Span)!;
}
