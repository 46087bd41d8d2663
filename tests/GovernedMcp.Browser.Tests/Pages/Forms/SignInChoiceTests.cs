using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Forms;

/// <summary>Which form of a page is taken for the one that signs in, where others ask for a password or a name too.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class SignInChoiceTests(BrowserFixture browser)
{
    private const string Look = """
        // uses: sign_in_form
        () => { const found = signIn.form(); return found && [found.name, found.password, found.button].map(part => part?.id ?? '').join(' ').trim(); }
        """;

    private const string Name = "<input id=user type=email placeholder=Email>", Password = "<input id=secret type=password placeholder=Password>";

    [Theory]
    [InlineData($"<h5>Register with</h5><form><input placeholder=Name>{Name}{Password}<button type=button id=go>Sign up</button><p>Already have an account? <a href='javascript:;'>Sign in</a></p></form>")]
    [InlineData("<form method=post><legend>Delete account</legend><label>Current password <input type=password name=old></label><label><input type=checkbox name=sure> I am sure</label><button>Delete my account</button></form>")]
    [InlineData("<form method=post><label>Aktuelles Passwort <input type=password name=old></label><label><input type=checkbox name=sure> Ja, bitte</label><button>Benutzerprofil löschen</button></form>")]
    [InlineData("<form method=post><label>Hasło <input type=password name=old></label><button>Usuń konto</button></form>")]
    [InlineData("<form method=post><label>密码 <input type=password name=old></label><button>移除我的账户</button></form>")]
    [InlineData("<form method=post><label>Lösenord <input type=password name=old></label><button>Ta bort mitt konto</button></form>")]
    [InlineData("<form method=post><label>Jelszó <input type=password name=old></label><button>Fiókom eltávolítása</button></form>")]
    [InlineData("<form method=post><label>비밀번호 <input type=password name=old></label><button>내 계정 제거</button></form>")]
    [InlineData("<form method=post class=login><h3>Zapomniałeś hasła?</h3><input name=mail placeholder=Poczta><button>Wyślij mi link</button></form>")]
    [InlineData($"<form method=post>{Name}{Password}<button>Registračný formulár</button></form>")]
    [InlineData($"<form method=post>{Name}{Password}<button>Üye ol</button></form>")]
    [InlineData("<form method=post class=login><h3>Mot de passe oublié ?</h3><input name=mail placeholder=Mail><button>Envoyez-moi un lien</button></form>")]
    [InlineData($"<form method=post><h2>Profile</h2>{Name}{Password}<button>Save changes</button></form>")]
    [InlineData($"<form method=post><h2>Profil</h2>{Name}{Password}<button>Speichern</button></form>")]
    public async Task What_makes_an_account_or_keeps_or_ends_it_or_asks_for_a_new_password_does_not_sign_in(string page) => (await ChosenAsync(page)).ShouldBeNull();

    [Theory]
    [InlineData($"<form>{Name}{Password}<a id=go href='javascript:;'>Log in</a></form>")]
    [InlineData($"<form>{Name}{Password}<button type=button>Show password</button><a id=go href='#'>Log in</a></form>")]
    [InlineData($"<form>{Name}{Password}<button type=button id=go>Enter</button><a href='#'>Sign in with a key</a></form>")]
    [InlineData($"<h3>Welcome</h3><form method=post>{Name}{Password}<button id=go>Sign in</button><a href='/reset'>Forgot your password?</a></form>")]
    public async Task A_link_sends_the_form_where_no_button_does(string page) => (await ChosenAsync(page)).ShouldBe("user secret go");

    [Fact]
    public async Task A_name_is_asked_for_first_also_beside_a_link_for_those_who_forgot() =>
        (await ChosenAsync($"<h1>Sign in</h1><form method=post>{Name}<button id=go>Next</button><a href='/reset'>Forgot your password?</a></form>")).ShouldBe("user  go");

    private async Task<string?> ChosenAsync(string page)
    {
        await using var site = await browser.SiteAsync(("/", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        return ScriptAnswer.Read("/", await session.Page.EvaluateAsync<string?>(PageScripts.Compose(Look), "null")).Deserialize<string?>();
    }
}
