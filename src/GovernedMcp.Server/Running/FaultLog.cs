using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>
/// Unexpected exceptions in the log, under the reference that the caller was given. Type and place only: the text of an exception
/// may hold what was typed into a page.
/// </summary>
internal sealed partial class FaultLog(ILogger<FaultLog> log)
{
    public void Write(string reference, Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            Fault(reference, inner.GetType().FullName ?? "", inner.StackTrace ?? "");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "fault {Reference}: {Type} at {Place}")]
    private partial void Fault(string reference, string type, string place);
}
