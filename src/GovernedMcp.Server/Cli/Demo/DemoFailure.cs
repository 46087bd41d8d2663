namespace GovernedMcp.Server.Cli.Demo;

/// <summary>A step of the demo did not go as it must; the message says which expectation was not met.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
