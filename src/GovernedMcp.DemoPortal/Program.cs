using System.Runtime.InteropServices;
using GovernedMcp.DemoPortal;

if (CommandLine.Parse(args) is not { } line)
{
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

var ended = new TaskCompletionSource();
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.TrySetResult();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

try
{
    await using var portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = line.Port, Redesigned = line.Redesigned });
    await Console.Out.WriteLineAsync($"listening on {portal.Address.GetLeftPart(UriPartial.Authority)}");
    await Task.WhenAny(ended.Task, line.WatchStdin ? StdinClosedAsync() : ended.Task);
    return 0;
}
catch (IOException error)
{
    await Console.Error.WriteLineAsync($"the portal cannot listen on port {line.Port}: {error.Message}; choose another with --port");
    return 1;
}

static async Task StdinClosedAsync()
{
    await using var input = Console.OpenStandardInput();
    var buffer = new byte[256];
    while (await input.ReadAsync(buffer) > 0)
        continue;
}
