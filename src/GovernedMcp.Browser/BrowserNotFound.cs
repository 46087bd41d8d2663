namespace GovernedMcp.Browser;

/// <summary>No browser that could be started is installed. The message says what to install.</summary>
public sealed class BrowserNotFound(string message) : Exception(message);
