using System.Collections.Frozen;

namespace GovernedMcp.Governance.Flows;

/// <summary>Words that stand on any portal, and in our own replies: a value made of these alone says nothing of one portal.</summary>
internal static class EverydayWords
{
    private static readonly FrozenSet<string> All = (
        // What people write.
        "about account action active address after again all also amount and any approval approve approved archive archived article assigned attachment available "
        + "bank before bill blocked both business button buyer call cancel canceled cancelled card case category change changed charge charged check checked city "
        + "clear close closed code color comment company complete completed confirm confirmed contact contract copy correct cost count country create created credit "
        + "currency current customer daily damaged date days debit declined default delete deleted delivered delivery department description detail details disabled "
        + "discount dispute disputed document done down download draft due duplicate edit email empty enabled entry error every expired export external failed false "
        + "field file filter final first form found freight from full general goods gross group have help high history home hour hours import inactive incomplete "
        + "information internal invalid invoice invoices item items join label language large last late later letter level limit line list local locked login logout "
        + "long mail main manual medium message minute missing mobile money month monthly more name need never new next none normal not note notes notice number "
        + "office only open opened option optional order ordered orders other over overdue page paid part partial partially parts party password payment payments "
        + "pending percent period person phone place please portal posted postal preview previous price print priority private process processed processing product "
        + "products project public purchase quality quantity quarter quote reason received record reference refund refused region reject rejected remark remarks remove "
        + "reply report request requested required reset resolved result return returned review right role round rows sale sales same save saved search second section "
        + "select selected send seller sent service settings settled shipped shipping short show sign signed site size small sort standard start state status stock "
        + "stop street submit submitted subject subtotal supplier suppliers support table task tax team telephone term text than that the their then there this time "
        + "title today tomorrow total transfer true twice type under unit units unknown unpaid until update updated urgent user valid value vendor verified version "
        + "view waiting was week weekly when where which wire with without wrong year yearly yes yesterday your zone "
        + "also always back been best both come could does even ever find give goes going good here into just keep know like look made make many mine most much must "
        + "once ours please put said sees seen shall should since some such take them they think thing things those through upon used using very want well were "
        + "what while will wish word words work would yours progress forward regards hello dear thank thanks sorry kind "
        // What units, months and days are called.
        + "each euro euros dollar dollars pound pounds piece pieces box boxes carton cartons pallet pallets kilogram metre meter litre liter january february march april "
        + "june july august september october november december monday tuesday wednesday thursday friday saturday sunday north south east west "
        // The same in German, the other language of the portals that were looked at.
        + "abgelehnt adresse aktiv aktuell alle angebot anzahl artikel auftrag bearbeitung beleg bestellung bestellt betrag bezahlt brutto datum eingang entwurf erledigt "
        + "fallig freigegeben firma geliefert geschlossen gesamt grund gutschrift inaktiv konto kunde lager lieferant lieferung mahnung menge menu name netto neue nummer "
        + "offen ort position preis rechnung rechnungen seite storniert straße summe teilweise telefon uberfallig ubersicht unbekannt wahrung weiter zahlung zuruck "
        // What our own replies say.
        + "boolean cursor decimal element elements expires fields filled hidden integer landing link links matched notices outcome outline plan places query retry session string "
        + "tables unchanged untrusted warning withheld").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="word">Folded.</param>
    public static bool Has(string word) => All.Contains(word);
}
