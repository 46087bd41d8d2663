using System.CommandLine;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Server.Cli;

/// <summary>How a command runs: faults become a sentence on stderr and an exit code, in one place.</summary>
internal static class Verb
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    public static Command Does(this Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = new Terminal(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                return await run(parsed, terminal, cancel);
            }
            catch (CliFault fault)
            {
                terminal.Complain(fault.Message);
                return fault.ExitCode;
            }
            catch (Exception fault) when (fault is StoreUnavailable or AuditUnavailable)
            {
                terminal.Complain(fault.Message);
                return ExitCodes.Store;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                terminal.Complain(fault.Message);
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    public static Command Does(this Command command, Func<ParseResult, Terminal, int> run) =>
        command.Does((parsed, terminal, _) => Task.FromResult(run(parsed, terminal)));
}
