using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.DemoPortal;

/// <summary>How a portal instance is started. The passwords are those of a demo and protect nothing.</summary>
public sealed class DemoPortalOptions
{
    public const int DefaultPort = 7311;

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The password of <c>ap-desk</c>, who may send disputes.</summary>
    public string ApDeskPassword { get; init; } = "demo-Northwind-7!";

    /// <summary>The password of <c>viewer</c>, who only reads.</summary>
    public string ViewerPassword { get; init; } = "demo-Viewer-7!";

    /// <summary>A session that was not used for this long has ended.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The pages under other words and one at another address, as after a redesign.</summary>
    public bool Redesigned { get; init; }

    /// <summary>The faults at start and after a reset.</summary>
    public FaultSwitches Faults { get; init; } = FaultSwitches.None;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
