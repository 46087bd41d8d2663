namespace GovernedMcp.Browser.Launch;

/// <summary>The switches that the browser is started with. They close every way out but the proxy, and what works in the background.</summary>
internal static class LaunchFlags
{
    /// <summary>Playwright 1.64.1's own list: a second --disable-features replaces the first, so it is repeated. A test compares the two.</summary>
    public const string PlaywrightDisabled =
        "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,"
        + "MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,"
        + "Translate,AutoDeElevate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion";

    // The full browser opens two hidden pages a context for its address bar: 57 instead of 22 MiB each.
    private const string OursDisabled =
        "AutofillServerCommunication,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,SpareRendererForSitePerProcess,"
        + "InterestFeedContentSuggestions,CertificateTransparencyComponentUpdater,OptimizationGuideModelDownloading,FedCm,Prerender2,SpeculationRulesPrefetchFuture";

    public static IReadOnlyList<string> For(int pageMemory, string pin) =>
    [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        // The full browser heeds the first name, the headless shell the second.
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
        // The proxy looks into https with this one key; no other certificate that fails is let off.
        $"--ignore-certificate-errors-spki-list={pin}",
        $"--disable-features={PlaywrightDisabled},{OursDisabled}",
        $"--js-flags=--max-old-space-size={pageMemory}",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-sync",
        "--no-pings",
        "--dns-prefetch-disable",
        "--disable-client-side-phishing-detection",
        "--disable-default-apps",
        "--metrics-recording-only",
        "--no-first-run",
        "--safebrowsing-disable-auto-update",
        "--password-store=basic",
    ];
}
