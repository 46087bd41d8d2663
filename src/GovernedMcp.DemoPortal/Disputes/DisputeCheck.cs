using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>Decides whether a dispute may be stored, and says what to correct when it may not.</summary>
internal static partial class DisputeCheck
{
    public const int NoteLimit = 500;

    public static FieldErrors Check(DisputeEntry entry, Invoice? invoice)
    {
        var errors = new FieldErrors();
        void Require(string field, string? complaint)
        {
            if (complaint is not null)
                errors.Add(field, complaint);
        }

        Require("invoice", entry.Invoice.Length == 0 ? "Enter an invoice number" : invoice is null ? $"Invoice {entry.Invoice} was not found" : null);
        Require("reason", DisputeChoices.Label(DisputeChoices.Reasons, entry.Reason) is null ? "Select a reason" : null);
        Require("amount", AmountComplaint(entry.Amount, invoice));
        Require("contact", DisputeChoices.Label(DisputeChoices.Contacts, entry.Contact) is null ? "Choose how we may contact you" : null);
        Require("expected", entry.Expected.Length > 0 && Day(entry.Expected) is null ? "Enter a real date" : null);
        Require("note", NoteComplaint(entry));
        Require("attachment", AttachmentFile.Complaint(entry.Attachment));
        return errors;
    }

    /// <summary>An amount as people in Britain write it: 1234.5, 1,234.50. No sign, no currency.</summary>
    public static decimal? Amount(string text) =>
        AmountShape().IsMatch(text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? AmountComplaint(string text, Invoice? invoice) => Amount(text) switch
    {
        _ when text.Length == 0 => "Enter an amount",
        null => "Enter the amount as a number, such as 1,234.56",
        <= 0 => "The amount must be more than 0.00",
        { } amount when invoice is not null && amount > invoice.Amount =>
            $"The amount must not be more than the invoice amount of {Shown.Money(invoice.Amount, invoice.Supplier.Currency)}",
        _ => null,
    };

    private static string? NoteComplaint(DisputeEntry entry) => entry.Note.Length switch
    {
        0 when entry.Reason == DisputeChoices.Other => "Enter a note when the reason is Other",
        > NoteLimit => $"The note must be {NoteLimit} characters or fewer",
        _ => null,
    };

    [GeneratedRegex(@"^(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmountShape();
}
