namespace GovernedMcp.Storage.Database;

/// <summary>The store cannot be opened or written, so nothing may start. The sentence names the path and what to do.</summary>
public sealed class StoreUnavailable(string sentence, Exception? inner = null) : Exception(sentence, inner);
