namespace GovernedMcp.Storage.Config;

/// <summary>How often the folders are looked at, and how long they must stay as they are before they are believed.</summary>
public sealed record WatchTimes(TimeSpan Poll, TimeSpan Settle)
{
    public static WatchTimes Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(300));
}
