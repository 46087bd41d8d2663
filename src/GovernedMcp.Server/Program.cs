using GovernedMcp.Server.Cli;

return await CommandLine.RunAsync(args);
