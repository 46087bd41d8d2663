using System.CommandLine;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Skills;
using GovernedMcp.Storage.Skills.Drafts;

namespace GovernedMcp.Server.Cli;

/// <summary><c>new skill</c>: looks around on a portal, only reading, and writes a draft of its Skill.</summary>
internal static class NewSkill
{
    public static Command Make()
    {
        var address = new Argument<string>("url") { Description = "Where the portal is, best its sign-in page; only this origin is reached" };
        var name = new Option<string?>("--name") { Description = "The name of the portal; left out: made of the host's", HelpName = "NAME" };
        var credential = new Option<string?>("--credential") { Description = "Sign in with this credential of credentials.yaml; you are asked before", HelpName = "NAME" };
        var yes = new Option<bool>("--yes") { Description = "Sign in without asking" };
        var pages = new Option<int>("--pages") { Description = "How many pages are looked at", HelpName = "N", DefaultValueFactory = _ => 15 };
        return new Command("skill", "Look around on a portal, only reading, and write a draft of its Skill: sign-in, sections, tables, forms. Never writes over anything.") { address, name, credential, yes, pages }
            .Does(async (parsed, terminal, cancel) =>
            {
                var places = Places.Of(parsed);
                var url = Address(parsed.GetRequiredValue(address));
                var bare = PortalDraft.Bare(parsed.GetValue(name) ?? PortalDraft.NameOf(url), url);
                if (SkillDraft.Obstacle(places.Skills, bare.Name) is { } obstacle) throw new CliFault(obstacle);
                var loaded = places.LoadPolicy();
                var signIn = parsed.GetValue(credential) is { } named ? SignIn(named, bare, loaded, terminal, parsed.GetValue(yes)) : (CredentialName?)null;

                await using var workshop = await Workshop.OpenAsync(places, loaded, bare, signIn, "new skill");
                var progress = new Lines(terminal);
                List<PortalSurvey> looks = [await workshop.LookAsync(url, signIn is null ? parsed.GetValue(pages) : 1, progress, cancel)];
                if (signIn is not null) looks.Add(await workshop.SignInAndLookAsync(parsed.GetValue(pages), progress, cancel));

                var notes = new List<string>();
                var portal = PortalDraft.Of(bare, looks, notes);
                var files = SkillDraft.Write(places.Skills, portal, Path.Combine(places.Config, "schema"));
                Show(portal, files, [.. notes, .. looks.SelectMany(look => look.LeftOut), .. workshop.Denied], terminal);
                return Check(places, portal, signIn, looks, terminal);
            });
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new CliFault($"`{text}` is not the address of a portal; write it like `https://portal.example.com/login`; only portals of this machine itself may be http");

    private static CredentialName SignIn(string named, Portal bare, LoadedPolicy loaded, Terminal terminal, bool yes)
    {
        var credential = new CredentialName(named);
        if (loaded.Credentials.Find(credential) is null)
            throw new CliFault($"credential `{named}` is not in credentials.yaml; there are: {string.Join(", ", loaded.Credentials.Credentials.Keys.Select(known => $"`{known}`"))}");
        var origin = bare.Origins.Login.Single();
        var bound = loaded.Policy.Registry.All.SelectMany(workflow => workflow.Scope.Portals.Values).Where(scope => scope.Credential == credential)
            .Select(scope => loaded.Policy.Portals.GetValueOrDefault(scope.Portal)).OfType<Portal>().DistinctBy(portal => portal.Name).ToList();
        if (bound.Count > 0 && !bound.Exists(portal => portal.Origins.Login.Contains(origin)))
            throw new CliFault($"credential `{named}` belongs to portal `{bound[0].Name}` and is not given to {origin}; name one of this portal, or sign in nowhere and leave `--credential` out");
        if (!yes && !terminal.AskYes($"sign in to {origin} with credential `{named}`, to look around?"))
            throw new CliFault("nothing was opened; say yes, or `--yes` where nobody can be asked");
        return credential;
    }

    private static void Show(Portal portal, IReadOnlyList<string> files, IReadOnlyList<string> notes, Terminal terminal)
    {
        terminal.Say(portal.Login switch { null => "sign-in: found by itself, or none", { Steps.Count: > 0 } => $"sign-in: {string.Join(", ", portal.Login.Steps.OfType<LoginStep.Fill>().Select(step => step.Into))}", _ => $"sign-in: at {portal.Login.Start}, found by itself" });
        terminal.Table(["part", "name", "in section", "holds"],
        [
            .. portal.Sections.Values.OrderBy(section => section.Name, StringComparer.Ordinal).Select(section => Row("section", section.Name, "", section.Url ?? string.Join(" > ", section.Path))),
            .. portal.Tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal).Select(table => Row("table", table.Name, table.Section ?? "", string.Join(", ", table.Columns.Select(column => $"{column.Key} ({column.Type.ToString().ToLowerInvariant()})")))),
            .. portal.Forms.Values.OrderBy(form => form.Name, StringComparer.Ordinal).Select(form => Row("form", form.Name, form.Section ?? "", string.Join(", ", form.Fields.Select(field => field.Key)))),
        ], "no sections, tables or forms were found");
        foreach (var note in notes) terminal.Say($"note: {note}");
        foreach (var file in files) terminal.Say($"wrote {file}");
    }

    private static string[] Row(params string[] cells) => cells;

    private static int Check(Places places, Portal portal, CredentialName? signIn, List<PortalSurvey> looks, Terminal terminal)
    {
        var errors = SkillCheck.Run(places.Skills, portal.Name).Errors;
        foreach (var error in errors) terminal.Complain(error.ToString());
        terminal.Say("");
        terminal.Say("what to do next:");
        if (signIn is null && looks.Exists(look => look.AsksToSignIn)) terminal.Say("- it asks to sign in, and most is behind that: move the folder away and run this again with `--credential`");
        terminal.Say("- read both files; the names of parts are made of the page's words, and what it is for only you know");
        terminal.Say("- grant it in an entry of the registry; `found` grants what nobody wrote down as well:");
        terminal.Say($"    {portal.Name}: {{ {(signIn is { } name ? $"credential: {name}, " : "")}sections: all, tables: {(portal.Tables.Count > 0 ? "all" : "found")}{(portal.Forms.Count > 0 ? ", forms: all" : "")} }}");
        terminal.Say($"- run `governed-mcp skills check {portal.Name}`, then `governed-mcp check`");
        terminal.Say($"- try it on the portal and keep its pages: `governed-mcp skills probe {portal.Name} --save-fixtures`; from then on `governed-mcp skills test {portal.Name}` needs no portal");
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private sealed class Lines(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.Complain(value);
    }
}
