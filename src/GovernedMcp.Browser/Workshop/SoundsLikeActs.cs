using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// Whether a link sounds as if following it ended or changed something: a <c>GET</c> is a read to the egress proxy, whatever a portal
/// makes of it. A net for portals that act on links, not the boundary.
/// </summary>
internal static partial class SoundsLikeActs
{
    public static bool Of(string text, string? path) => Acts().IsMatch(text) || (path is not null && Acts().IsMatch(path.Replace('_', ' ').Replace('/', ' ')));

    /// <summary>Whether a link is called by what the last step of its path says is done (<c>Cancel</c>, <c>/jobs/7/cancel</c>): of these few there is mostly no page that asks first.</summary>
    public static bool AtOnce(string name, string path) => Done().Match(path) is { Success: true } done && FirstWord().Match(name).Value.Equals(done.Groups[1].Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name of a link, or its path, says that it signs out, and nothing else: in the words by which <c>sign_out.js</c> knows the control that ends a session.</summary>
    public static bool SignsOut(string name) => Out().IsMatch(name);

    [GeneratedRegex("/(cancel|abort|stop|kill|terminate|restart|reboot|shutdown|resubmit|approve|reject)/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    [GeneratedRegex(@"\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^((link|path):\S*/)?((log|sign)[ _-]?(out|off)|abmelden|ausloggen|(se )?d[ée]connexion|se d[ée]connecter|cerrar sesi[óo]n|uitloggen|afmelden|esci|disconnetti)/?( \(\d+\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Out();

    [GeneratedRegex(@"\b(log ?(out|off)|sign ?(out|off)|logout|signout|logoff|delete|remove|erase|cancel|close account|approve|reject|pay|buy|order now|confirm|unsubscribe|reset|revoke|disable|impersonate|switch user|abmelden|ausloggen|löschen|entfernen|stornieren|kündigen|bezahlen|déconnexion|se déconnecter|supprimer|annuler|cerrar sesión|eliminar|borrar|cancelar|uitloggen|afmelden|verwijderen|esci|elimina)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acts();
}
