namespace GovernedMcp.Governance;

public static partial class Rules
{
    public static class Tables
    {
        public static Rule NotFound { get; } = new("table.not_found", "The page does not have the table", Retry.WithChange);
        public static Rule Ambiguous { get; } = new("table.ambiguous", "Several tables or columns of the page match, and none is guessed", Retry.Never);
        public static Rule Changed { get; } = new("table.changed", "The table on the page is not the one that the Skill describes", Retry.Never);
        public static Rule Column { get; } = new("table.column_unknown", "A column that the table does not have", Retry.WithChange);
        public static Rule Where { get; } = new("table.where", "Rows cannot be chosen by this column", Retry.WithChange);
    }

    public static class Records
    {
        public static Rule NotFound { get; } = new("record.not_found", "The page does not have the record", Retry.WithChange);
    }

    public static class Cursors
    {
        public static Rule Unknown { get; } = new("cursor.unknown", "Unknown or outdated cursor", Retry.WithChange);
    }

    public static class Forms
    {
        public static Rule NotFound { get; } = new("form.not_found", "The page does not have the form", Retry.WithChange);
        public static Rule Ambiguous { get; } = new("form.ambiguous", "Several forms or submit controls of the page match, and none is guessed", Retry.Never);
        public static Rule Button { get; } = new("form.button", "It is not told which of its buttons sends the form", Retry.WithChange);
        public static Rule Changed { get; } = new("form.changed", "The form on the page is no longer the one that was filled", Retry.WithChange);
        public static Rule Step { get; } = new("form.step", "The wizard did not go on to its next page", Retry.WithChange);
        public static Rule NotSent { get; } = new("form.not_sent", "The form could not be sent; nothing left", Retry.WithChange);
    }

    public static class Fields
    {
        public static Rule Unknown { get; } = new("field.unknown", "A field that the form does not have", Retry.WithChange);
        public static Rule Ambiguous { get; } = new("field.ambiguous", "Several fields of the form match, and none is guessed", Retry.WithChange);
        public static Rule Value { get; } = new("field.value", "A value that the field does not take", Retry.WithChange);
        public static Rule Locked { get; } = new("field.locked", "The field cannot be changed", Retry.Never);
        public static Rule NotKept { get; } = new("field.not_kept", "The page did not keep the value", Retry.Never);
        public static Rule Upload { get; } = new("field.upload", "The file may not be given", Retry.WithChange);
    }

    public static class Downloads
    {
        public static Rule Unknown { get; } = new("download.unknown", "The portal declares no such download", Retry.WithChange);
        public static Rule Row { get; } = new("download.row", "The row is not there, not one, or not named by the row key", Retry.WithChange);
        public static Rule NoFile { get; } = new("download.no_file", "No file came", Retry.After);
        public static Rule Failed { get; } = new("download.failed", "The file broke off", Retry.After);
        public static Rule TooLarge { get; } = new("download.too_large", "The file is larger than the Skill allows; nothing was kept", Retry.Never);
        public static Rule Type { get; } = new("download.type", "The file is not of a type that the Skill accepts; nothing was kept", Retry.Never);
    }
}
