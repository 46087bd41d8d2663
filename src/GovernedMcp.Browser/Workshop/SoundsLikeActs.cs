using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// Whether a link sounds as if following it ended or changed something: a <c>GET</c> is a read to the egress proxy, whatever a portal
/// makes of it. A net for portals that act on links, not the boundary.
/// </summary>
internal static partial class SoundsLikeActs
{
    public static bool Of(string text, string? path) => Acts().IsMatch(text) || (path is not null && Acts().IsMatch(path.Replace('_', ' ').Replace('/', ' ')));

    /// <summary>Whether the name of a link, or its path, says that it signs out, and nothing else: in the words by which <c>sign_out.js</c> knows the control that ends a session.</summary>
    public static bool SignsOut(string name) => Out().IsMatch(name);

    [GeneratedRegex(@"^((link|path):\S*/)?((log|sign)[ _-]?(out|off)|abmelden|ausloggen|(se )?d[ée]connexion|se d[ée]connecter|cerrar sesi[óo]n|uitloggen|afmelden|esci|disconnetti)/?( \(\d+\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Out();

    [GeneratedRegex(@"\b(log ?(out|off)|sign ?(out|off)|logout|signout|logoff|delete|remove|erase|cancel|close account|approve|reject|pay|buy|order now|confirm|unsubscribe|reset|revoke|disable|impersonate|switch user|abmelden|ausloggen|löschen|entfernen|stornieren|kündigen|bezahlen|déconnexion|se déconnecter|supprimer|annuler|cerrar sesión|eliminar|borrar|cancelar|uitloggen|afmelden|verwijderen|esci|elimina)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acts();
}
