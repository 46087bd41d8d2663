using GovernedMcp.Interop.Host;

// Serves the product's endpoint with the test tools that the official conformance suite asks for, until stdin ends.
//   dotnet GovernedMcp.Interop.Host.dll <config> <skills> <data>
await using var host = await ConformanceHost.StartAsync(args[0], args[1], args[2]);
Console.Out.WriteLine(host.Address);
await Console.In.ReadToEndAsync();
