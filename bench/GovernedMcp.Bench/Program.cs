using System.Globalization;
using GovernedMcp.Bench;
using GovernedMcp.Bench.Peer;

// Repeat with: dotnet run -c Release --project bench/GovernedMcp.Bench -- [task|audit|start|decide|http|idle|peer] [how often] [rest, for peer: seconds before the first call]
var (mode, number) = args switch
{
    [var only] when int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var times) => ("task", times),
    [var name] => (name, 0),
    [var name, var times, ..] => (name, int.Parse(times, CultureInfo.InvariantCulture)),
    _ => ("task", 0),
};
switch (mode)
{
    case "task":
        await TaskBench.RunAsync(number == 0 ? 7 : number, CancellationToken.None);
        return 0;
    case "audit":
        await AuditBench.RunAsync(number == 0 ? 2_000 : number);
        return 0;
    case "start":
        await StartBench.RunAsync(number == 0 ? 15 : number, CancellationToken.None);
        return 0;
    case "decide":
        await DecideBench.RunAsync(number == 0 ? 1_000 : number);
        return 0;
    case "http":
        await HttpBench.RunAsync(number == 0 ? 5 : number, CancellationToken.None);
        return 0;
    case "idle":
        await IdleBench.RunAsync(number == 0 ? 10 : number, CancellationToken.None);
        return 0;
    case "peer":
        await PeerBench.RunAsync(number == 0 ? 5 : number, TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0), CancellationToken.None);
        return 0;
    case BareServer.Mode:
        await BareServer.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("task, audit, start, decide, http, idle or peer");
        return 64;
}
