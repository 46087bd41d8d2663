namespace GovernedMcp.DemoPortal.Witness;

/// <summary>One request as it arrived. <paramref name="Route"/> is its path template, or <c>(no route)</c>.</summary>
internal sealed record SeenRequest(DateTimeOffset At, string Method, string Path, string Query, string Route);
