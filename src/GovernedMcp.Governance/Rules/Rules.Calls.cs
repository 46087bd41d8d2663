namespace GovernedMcp.Governance;

public static partial class Rules
{
    public static class Identity
    {
        public static Rule NoKey { get; } = new("identity.no_key", "No key was given", Retry.Never);
        public static Rule UnknownKey { get; } = new("identity.unknown_key", "The key is unknown, revoked or of another realm", Retry.Never);
        public static Rule NoIssuer { get; } = new("identity.no_issuer", "The token is not from an issuer whose tokens are taken here", Retry.Never);
        public static Rule BadToken { get; } = new("identity.bad_token", "The token is not an access token for this server, or its signature does not hold", Retry.WithChange);
        public static Rule TokenTime { get; } = new("identity.token_time", "The token is expired or not valid yet", Retry.WithChange);
        public static Rule NoWorkflow { get; } = new("identity.no_workflow", "The token stands for no workflow, or for several", Retry.Never);
        public static Rule NoPerson { get; } = new("identity.no_person", "The token does not say who runs the client", Retry.Never);
        public static Rule IssuerUnavailable { get; } = new("identity.issuer_unavailable", "The issuer's keys cannot be fetched, so no token of it can be checked", Retry.After);
    }

    public static class Registry
    {
        public static Rule NotRegistered { get; } = new("registry.not_registered", "No registry entry has this name", Retry.Never);
        public static Rule NotActive { get; } = new("registry.not_active", "The entry is proposed, suspended or retired", Retry.Never);
        public static Rule Suspended { get; } = new("registry.suspended", "The kill switch holds the workflow", Retry.Never);
        public static Rule ReviewOverdue { get; } = new("registry.review_overdue", "The review is overdue beyond its grace", Retry.Never);
    }

    public static class Arguments
    {
        public static Rule UnknownTool { get; } = new("tool.unknown", "No such tool, or not available to this workflow", Retry.Never);
        public static Rule Missing { get; } = new("argument.missing", "A required argument is missing", Retry.WithChange);
        public static Rule Unknown { get; } = new("argument.unknown", "An argument that the tool does not have", Retry.WithChange);
        public static Rule Type { get; } = new("argument.type", "An argument of the wrong type", Retry.WithChange);
        public static Rule Range { get; } = new("argument.range", "An argument outside its limits", Retry.WithChange);
        public static Rule Text { get; } = new("argument.text", "An argument with characters that are not allowed", Retry.WithChange);
        public static Rule Duplicate { get; } = new("argument.duplicate", "An argument given twice", Retry.WithChange);
    }

    public static class Scope
    {
        public static Rule Granted { get; } = new("scope.granted", "The scope grants the call and no gate matches", Retry.After);
        public static Rule PortalNotGranted { get; } = new("scope.portal_not_granted", "The portal is not in the scope", Retry.Never);
        public static Rule SectionNotGranted { get; } = new("scope.section_not_granted", "The section is not in the scope", Retry.Never);
        public static Rule TableNotGranted { get; } = new("scope.table_not_granted", "The table is not in the scope", Retry.Never);
        public static Rule ColumnNotGranted { get; } = new("scope.column_not_granted", "A column is not in the scope", Retry.WithChange);
        public static Rule RecordNotGranted { get; } = new("scope.record_not_granted", "The record is not in the scope", Retry.Never);
        public static Rule FormNotGranted { get; } = new("scope.form_not_granted", "The form is not in the scope", Retry.Never);
        public static Rule FieldNotGranted { get; } = new("scope.field_not_granted", "A field is not in the scope", Retry.WithChange);
        public static Rule DownloadNotGranted { get; } = new("scope.download_not_granted", "The download is not in the scope", Retry.Never);
        public static Rule ExploreNotGranted { get; } = new("scope.explore_not_granted", "The scope does not let this portal be explored", Retry.Never);
        public static Rule FlowNotGranted { get; } = new("scope.flow_not_granted", "A value that was read on another portal, and the entry declares no flow from there", Retry.WithChange);
        public static Rule NoCredential { get; } = new("scope.no_credential", "The scope names no credential for the portal", Retry.Never);
    }

    public static class Limits
    {
        public static Rule Calls { get; } = new("limit.calls", "The calls of the window are used up", Retry.After);
        public static Rule Submits { get; } = new("limit.submits", "The submits of the window are used up", Retry.After);
        public static Rule Rows { get; } = new("limit.rows", "The rows of the window are used up", Retry.After);
        public static Rule Sessions { get; } = new("limit.sessions", "All sessions of the workflow or machine are in use", Retry.After);
        public static Rule Hours { get; } = new("limit.hours", "Outside the hours of the entry", Retry.After);
    }

    public static class Gates
    {
        public static Rule Held { get; } = new("gate.held", "A gate asks people first", Retry.After);
        public static Rule Refused { get; } = new("gate.refused", "A gate refuses the call", Retry.Never);
    }

    public static class Approvals
    {
        public static Rule Granted { get; } = new("approval.granted", "The people asked approved this call", Retry.After);
        public static Rule Pending { get; } = new("approval.pending", "The people asked have not answered", Retry.After);
        public static Rule Refused { get; } = new("approval.refused", "A person refused the call", Retry.Never);
        public static Rule Expired { get; } = new("approval.expired", "Nobody answered in time, or the approval was not used in time", Retry.WithChange);
        public static Rule Used { get; } = new("approval.used", "The approval was already used", Retry.Never);
        public static Rule Unknown { get; } = new("approval.unknown", "No such approval of this workflow", Retry.WithChange);
        public static Rule NotAllowedToAnswer { get; } = new("approval.not_allowed_to_answer", "This person may not answer it", Retry.Never);
        public static Rule StateInvalid { get; } = new("approval.state_invalid", "What the client sent back with its user's answer does not belong to this call, is too late or was used", Retry.WithChange);
        public static Rule AlreadyAnswered { get; } = new("approval.already_answered", "It was answered already, by this person or for good", Retry.Never);
    }

    public static class Record
    {
        public static Rule Unavailable { get; } = new("audit.unavailable", "The record cannot be written, so nothing is done", Retry.After);
        public static Rule OutcomeLost { get; } = new("audit.outcome_lost", "The call ran, but its outcome cannot be recorded", Retry.Never);
    }

    public static class Sessions
    {
        public static Rule Unknown { get; } = new("session.unknown", "Unknown or ended session", Retry.WithChange);
        public static Rule Expired { get; } = new("session.expired", "The portal ended the session", Retry.WithChange);
        public static Rule Renewed { get; } = new("session.renewed", "The portal had ended the session; it was signed in again, but the call cannot begin anew", Retry.WithChange);
    }

    public static class Plans
    {
        public static Rule Unknown { get; } = new("plan.unknown", "Unknown or outdated plan", Retry.WithChange);
        public static Rule AlreadyUsed { get; } = new("plan.already_used", "The plan was submitted before", Retry.Never);
    }

    public static class Submits
    {
        public static Rule Settled { get; } = new("submit.settled", "The submit's outcome is known, or a person settled it before", Retry.Never);
        public static Rule NotAllowedToSettle { get; } = new("submit.not_allowed_to_settle", "This person may not settle it", Retry.Never);
    }

    public static class Parts
    {
        public static Rule Unknown { get; } = new("part.unknown", "No part or reference of this name is granted", Retry.WithChange);
    }

    public static class Credentials
    {
        public static Rule Unavailable { get; } = new("credential.unavailable", "The credential cannot be read", Retry.After);
    }

    public static class Calls
    {
        public static Rule Internal { get; } = new("internal.fault", "Something failed that should not; the log of the server has it under the reference", Retry.After);
        public static Rule Cancelled { get; } = new("call.cancelled", "The client gave the call up", Retry.After);
    }
}
