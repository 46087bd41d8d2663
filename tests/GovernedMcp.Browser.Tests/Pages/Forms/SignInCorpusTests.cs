using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Pages.Forms;

/// <summary>The part of the page code that finds the form to sign in with, over 306 saved pages that nobody here wrote.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class SignInCorpusTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const string Look = """
        // uses: sign_in_form
        () => {
          const found = signIn.form();
          const mark = element => (element?.dataset.k ? Number(element.dataset.k) : null);
          const secret = found?.password;
          return { password: mark(secret), name: mark(found?.name), button: mark(found?.button), typed: secret?.type ?? null, called: secret ? signIn.told(secret) : null, near: Boolean(found?.near) };
        }
        """;

    // Made for signing up; beside that they hold a form to sign in with, and that is the one to find.
    private static readonly string[] SignInToo =
    [
        "wayfair_login_signup.html", "hackernews_login_signup.html", "www_singaporeair_com_signup.html", "www_eporner_com_signup.html", "www_gamespot_com_signup.html",
        "ipv6_he_net_signup.html", "www_ingentaconnect_com_signup.html", "www_dianxiaomi_com_signup.html", "www_e1_ru_signup.html",
    ];

    [CorpusFact("forms")]
    public async Task Sign_in_forms_are_found_and_sign_ups_are_not_taken_for_them()
    {
        var folder = Corpora.Folder("forms")!;
        var saved = SavedForm.All(folder);
        await using var site = await TestSite.StartAsync();
        site.Otherwise = http => ServeAsync(http, folder);
        var readers = await Task.WhenAll(saved.Chunk(saved.Count / 2 + 1).Select(part => ReadAsync(site, part)));
        var found = readers.SelectMany(part => part).ToList();

        Score password = new("password", 99.5), name = new("user name", 98), submit = new("submit", 95);
        foreach (var (page, answer) in found.Where(one => one.Page.SignsIn))
        {
            password.Count(page, page.Passwords, answer.Password);
            name.Count(page, page.UserNames, answer.Name);
            submit.Count(page, page.Submits, answer.Button);
        }

        foreach (var score in new[] { password, name, submit }) output.WriteLine(score.ToString());
        var noSecret = found.Where(one => one.Answer.Password is { } mark && !one.Page.Passwords.Contains(mark)).Select(one => $"{one.Page.File}: {one.Answer.Called}").ToList();
        var signUps = found.Where(one => Taken(one.Page, one.Answer)).Select(one => one.Page.File).ToList();
        output.WriteLine($"a password where none belongs: {noSecret.Count}; sign-ups taken for a log-in: {signUps.Count} of {saved.Count(page => page.Kind == "signup" || (page.Kind == "login" && !page.SignsIn))}");
        var near = found.Where(one => one.Answer.Near).Select(one => one.Page.File).ToList();
        output.WriteLine($"too near to choose: {near.Count}; {string.Join(", ", near)}");
        near.Count.ShouldBeLessThanOrEqualTo(1, "a page that signs in should rarely need `login.steps`");
        noSecret.ShouldBeEmpty();
        signUps.ShouldBeEmpty();
        password.ShouldHold();
        name.ShouldHold();
        submit.ShouldHold();
    }

    private static bool Taken(SavedForm page, Answer answer) =>
        (page.Kind == "signup" ? !SignInToo.Contains(page.File) : page.Kind == "login" && !page.SignsIn) && (answer.Password ?? answer.Name) is not null;

    private async Task<List<(SavedForm Page, Answer Answer)>> ReadAsync(TestSite site, IReadOnlyList<SavedForm> pages)
    {
        var function = PageScripts.Compose(Look);
        await using var session = await browser.Host.OpenAsync(Policed.Facts(site.Portal()), site.Portal(), CancellationToken.None);
        var found = new List<(SavedForm, Answer)>();
        foreach (var page in pages)
        {
            await session.Page.GotoAsync(new Uri(site.Address, page.File).AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            var answer = ScriptAnswer.Read(page.File, await session.Page.EvaluateAsync<string?>(function, "null"));
            found.Add((page, answer.Deserialize<Answer>(JsonSerializerOptions.Web)!));
        }

        return found;
    }

    private static async Task ServeAsync(HttpContext http, string folder)
    {
        var file = Path.Combine(folder, "pages", Path.GetFileName(http.Request.Path));
        if (!File.Exists(file))
        {
            http.Response.StatusCode = 404;
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await http.Response.SendFileAsync(file);
    }

    private sealed record Answer(int? Password, int? Name, int? Button, string? Typed, string? Called, bool Near);

    private sealed class Score(string what, double bar)
    {
        private readonly List<string> _missed = [];
        private int _all;

        public void Count(SavedForm page, IReadOnlyList<int> right, int? found)
        {
            if (right.Count == 0) return;
            _all++;
            if (found is not { } mark || !right.Contains(mark)) _missed.Add(page.File);
        }

        public void ShouldHold() => Share.ShouldBeGreaterThanOrEqualTo(bar, string.Join(", ", _missed));

        public override string ToString() => FormattableString.Invariant($"{what}: {_all - _missed.Count} of {_all} ({Share:0.0} %)") + (_missed.Count > 0 ? $"; missed: {string.Join(", ", _missed)}" : "");

        private double Share => 100.0 * (_all - _missed.Count) / _all;
    }
}
