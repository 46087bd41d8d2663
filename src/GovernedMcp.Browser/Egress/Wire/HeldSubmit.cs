using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// The request of a plan at the proxy: held until it is compared with the plan and its sending is on record, then let out, once.
/// Whatever else wants out meanwhile is denied. As long as it was not let out, nothing was sent, and that is certain.
/// </summary>
internal sealed class HeldSubmit(PlannedRequest planned, Func<Task> recordSending)
{
    private readonly Lock _lock = new();
    private State _state = State.Waiting;

    private enum State
    {
        Waiting,
        Recording,
        Released,
        Refused,
        Closed,
    }

    public bool IsReleased => Is(State.Released);

    /// <summary>Why the request was not let out, or what else was tried instead of it.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the refusal speaks of, in the page's words: the field, or the request that was tried.</summary>
    public string? Strayed { get; private set; }

    /// <summary>Constants that the page's script added to what was planned, where it was refused for nothing else; null: it was not.</summary>
    public IReadOnlyList<AddedPair>? Additions { get; private set; }

    /// <summary>What the Skill would have to leave to the page, where it was refused for nothing else.</summary>
    public IReadOnlyList<string> LeftToThePage { get; private set; } = [];

    /// <summary>Why the sending could not be put on record.</summary>
    public Exception? RecordFault { get; private set; }

    /// <summary>Method and path of what was let out.</summary>
    public string? Sent { get; private set; }

    /// <summary>What was let out asks for a page and changes nothing, as searches and filters do.</summary>
    public bool Asks => Sent?.StartsWith("GET ", StringComparison.Ordinal) == true;

    /// <summary>What the page asked for and was given, with something of what was filled in: that changes nothing, and was not held.</summary>
    public string? Asked { get; private set; }

    /// <summary>How the portal answered; null while it did not.</summary>
    public int? Status { get; private set; }

    /// <summary>The answer says that it was not done, whatever its status; why, in its words.</summary>
    public string? Declined { get; private set; }

    /// <summary>It was let out, and the connection broke before an answer came.</summary>
    public bool Broken { get; private set; }

    /// <summary>After it left, more was tried that may change something.</summary>
    public bool TriedMore { get; private set; }

    public bool Concerns(EgressRequest request) => planned.Concerns(request);

    /// <inheritdoc cref="PlannedRequest.Carries(IReadOnlyList{WireField})"/>
    public bool Carries(IReadOnlyList<WireField> sent) => planned.Carries(sent);

    /// <summary>All that it holds is of what was filled in, and not the whole of that nor a file: so a page has a part checked before it sends the form.</summary>
    public bool IsPartOfThePlan(EgressRequest request, IReadOnlyList<WireField> sent, string query) =>
        sent.Count > 0 && sent.All(field => field.FileSize is null && planned.Carries(field)) && planned.Differs(request, sent, query) is not null;

    /// <summary>What tells it from other requests is something that the form itself says otherwise; or it carries nothing of what was filled in.</summary>
    public bool IsApartFrom(KnownRequest known, IReadOnlyList<WireField> sent) => planned.SaysOtherwise(known.Fields) || !planned.Carries(sent);

    /// <summary>From now on nothing is let out any more.</summary>
    /// <returns>True: nothing was, ever. False: it left, or is about to.</returns>
    public bool TryClose()
    {
        lock (_lock)
        {
            if (_state is State.Waiting) _state = State.Closed;
            return _state is State.Closed or State.Refused;
        }
    }

    /// <returns>Why it may not go; null: it goes, now.</returns>
    public async Task<string?> TryReleaseAsync(EgressRequest request, IReadOnlyList<WireField>? fields, string query, CancellationToken gone)
    {
        lock (_lock)
        {
            fields = fields is null ? null : planned.Opened(request, fields);
            var name = fields is null ? null : planned.Differs(request, fields, query);
            if (_state is State.Released or State.Recording)
            {
                // The page that a fetched form leads to may be under the same address.
                if (request.IsSafe && name is not null) return null;
                TriedMore = true;
                return "the form was sent already";
            }

            if (_state is not State.Waiting) return "the call that could have sent it is over";
            if (planned.Scripted && (fields is null || !planned.IsAbout(request, fields)))
            {
                Strayed ??= $"{request.Method} {request.Path}";
                return EgressJudge.Unplanned;
            }

            if (fields is null) return Refuse("its body is of no kind that can be compared with the plan");
            if (planned.Scripted && IsPartOfThePlan(request, fields, query))
            {
                return Refuse("the page first sends a part of what was planned to the address that data.page_quotes names; where that only has it checked, the owner of the Skill lists it under `writes`", $"{request.Method} {request.Path}");
            }

            if (name is not null && planned.Elsewhere(request, query) is { } part)
            {
                return Refuse("the page first sends it to an address that only its query tells from that of the form, by the part that data.page_quotes names; where that only has it checked, the owner of the Skill lists it under `writes` with that part under `fields`", part);
            }

            if (name is not null)
            {
                Additions = planned.Additions(request, fields, query);
                if (Additions is null) LeftToThePage = planned.LeftToThePage(request, fields, query);
                return Refuse(Additions is null ? "a field that data.page_quotes names is not as it was planned (what the page adds by itself, the Skill lists under `volatile`)" : "a script of the page adds constants to it, which data.page_quotes names and no plan held yet; filled again, the plan tells and holds them", name);
            }

            _state = State.Recording;
        }

        try
        {
            gone.ThrowIfCancellationRequested();
            await recordSending();
        }
        catch (Exception fault)
        {
            // INVARIANT: without the record nothing leaves, whatever went wrong; the block throws it on.
            lock (_lock)
            {
                RecordFault = gone.IsCancellationRequested && fault is OperationCanceledException ? null : fault;
                return Refuse(gone.IsCancellationRequested ? "the page gave it up" : "its sending could not be put on record");
            }
        }

        lock (_lock)
        {
            _state = State.Released;
            Sent = $"{request.Method} {request.Path}";
            return null;
        }
    }

    /// <summary>A field of the form holds it; of what a script sends in a form of its own nobody knows.</summary>
    public bool Holds(string value) => planned.Pairs?.Any(pair => pair.Value == value) ?? true;

    /// <summary>Something else that may change something wanted out.</summary>
    /// <param name="what">Its method and path.</param>
    public void Stray(string what)
    {
        lock (_lock)
        {
            if (_state is State.Released or State.Recording) TriedMore = true;
            else if (planned.Scripted) Strayed ??= what;
            else if (Refusal is null) (Refusal, Strayed) = ("the page tried to send what is not the request of this form", what);
        }
    }

    /// <summary>The portal gave what was asked for.</summary>
    public void Hear(EgressRequest request, string query)
    {
        if (planned.Asks(request, query)) Asked ??= $"{request.Method} {request.Path}";
    }

    /// <summary>What was asked for is all that sending it does: that is put on record, and nothing is let out any more.</summary>
    public async Task<bool> TrySettleForAskedAsync()
    {
        lock (_lock)
        {
            if (_state is not State.Waiting || Asked is null) return false;
            _state = State.Recording;
        }

        try
        {
            await recordSending();
        }
        catch (Exception fault)
        {
            lock (_lock)
            {
                RecordFault = fault;
                Refuse("its sending could not be put on record");
            }

            return false;
        }

        lock (_lock)
        {
            _state = State.Released;
            Sent = Asked;
            return true;
        }
    }

    public void Answered(int status) => Status ??= status;

    /// <summary>What it was answered with came to its end.</summary>
    public void Told(ToldAnswer? answer) => Declined ??= answer is { Length: <= ToldRecords.MostHeard, Whole: { } whole } ? Declining.Words(whole) : null;

    public void Lost() => Broken = Status is null;

    private string Refuse(string why, string? strayed = null)
    {
        _state = State.Refused;
        (Refusal, Strayed) = (why, strayed);
        return why;
    }

    private bool Is(State state)
    {
        lock (_lock) return _state == state;
    }
}
