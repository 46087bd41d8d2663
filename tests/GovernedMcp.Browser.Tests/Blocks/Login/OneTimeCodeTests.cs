using System.Text;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

[Collection(SharedBrowser.SigningIn)]
public sealed class OneTimeCodeTests(BrowserFixture browser)
{
    private readonly SteppingClock _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalClock _portal = new();

    // RFC 6238, appendix B: 8 digits, 30 seconds; the keys are the digits 1 to 0, as long as the hash.
    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void The_vectors_of_the_standard(long at, string sha1, string sha256, string sha512)
    {
        Of("SHA1", 20).ShouldBe(sha1);
        Of("SHA256", 32).ShouldBe(sha256);
        Of("SHA512", 64).ShouldBe(sha512);

        string Of(string hash, int length)
        {
            var key = string.Concat(Enumerable.Repeat("1234567890", 7))[..length];
            return OneTimeSeed.Read($"otpauth://totp/Northwind:ap-desk?secret={Base32(key)}&algorithm={hash}&digits=8&issuer=Northwind")!.CodeOf(at / 30);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base 32!")]
    [InlineData("otpauth://hotp/x?secret=GEZDGNBV&counter=1")]
    [InlineData("otpauth://totp/x?secret=GEZDGNBV&algorithm=MD5")]
    [InlineData("otpauth://totp/x?secret=GEZDGNBV&digits=5")]
    [InlineData("otpauth://totp/x?secret=GEZDGNBV&period=0")]
    [InlineData("otpauth://totp/x?digits=6")]
    public void What_is_no_seed_is_not_guessed_at(string text) => OneTimeSeed.Read(text).ShouldBeNull();

    [Fact]
    public async Task No_code_is_given_twice_by_whatever_process_or_name_it_is_asked_for()
    {
        var folder = Ids.New("store");
        var first = await NextAsync(browser.NewStore(folder).SignIns);
        (await NextAsync(browser.NewStore(folder).SignIns, name: "another/name")).ShouldNotBe(first);
        _clock.Waited.ShouldBe(TimeSpan.FromSeconds(30));
        _clock.GoBack(TimeSpan.FromSeconds(20));
        (await NextAsync(browser.NewStore(folder).SignIns)).ShouldNotBe(first);
        _clock.Waited.ShouldBe(TimeSpan.FromSeconds(80), "a clock that was set back brings no code back");
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(26, 4)]
    public async Task A_code_about_to_run_out_is_not_begun_with(int into, int waits)
    {
        _clock.GoBack(TimeSpan.FromSeconds(-into));
        await NextAsync(browser.NewSignIns());
        _clock.Waited.ShouldBe(TimeSpan.FromSeconds(waits));
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(-90, -88)]
    [InlineData(0, 0)]
    [InlineData(3600, 0)]
    public async Task The_portals_clock_counts_as_far_as_it_is_believed(int off, int counts)
    {
        var now = _clock.GetUtcNow();
        _portal.Hear(now.AddSeconds(off), now, now);
        _portal.Ahead.ShouldBe(TimeSpan.FromSeconds(counts));
        (await NextAsync(browser.NewSignIns())).ShouldBe(OneTimeSeed.Read(Seed)!.CodeOf(now.AddSeconds(counts).ToUnixTimeSeconds() / 30));
    }

    [Fact]
    public void More_answers_make_the_portals_clock_surer_and_a_clock_that_was_set_is_believed_anew()
    {
        var now = _clock.GetUtcNow();
        _portal.Hear(now.AddSeconds(60), now, now.AddSeconds(4));
        _portal.Ahead.ShouldBe(TimeSpan.FromSeconds(56));
        _portal.Hear(now.AddSeconds(70), now.AddSeconds(10), now.AddSeconds(10.5));
        _portal.Ahead.ShouldBe(TimeSpan.FromSeconds(59.5));
        _portal.Hear(now.AddSeconds(20), now.AddSeconds(20), now.AddSeconds(20));
        _portal.Ahead.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_seed_that_is_none_is_told_without_it()
    {
        using var credential = Policed.Credential("dana", "pw", totp: "S3cr3t?CANARY");
        var fault = await Should.ThrowAsync<BlockFault>(() => new OneTimeCode(browser.NewSignIns(), _clock).NextAsync(credential, _portal, CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Credentials.Unavailable);
        fault.Message.ShouldNotContain("CANARY");
    }

    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private async Task<string> NextAsync(ISignInStore store, string name = "portal/desk")
    {
        using var credential = Policed.Credential("dana", "pw", name, Seed);
        return await new OneTimeCode(store, _clock).NextAsync(credential, _portal, CancellationToken.None);
    }

    private static string Base32(string text)
    {
        var bits = string.Concat(Encoding.ASCII.GetBytes(text).Select(one => Convert.ToString(one, 2).PadLeft(8, '0')));
        return string.Concat(bits.PadRight((bits.Length + 4) / 5 * 5, '0').Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five), 2)]));
    }

    /// <summary>A clock whose delays take no time: it is then simply later.</summary>
    private sealed class SteppingClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public TimeSpan Waited { get; private set; }

        public override DateTimeOffset GetUtcNow() => _now;

        public void GoBack(TimeSpan by) => _now -= by;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _now += dueTime;
            Waited += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
