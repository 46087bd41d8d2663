using System.Globalization;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>The disputes made. The same dispute sent twice is two disputes: nothing here hides a double send.</summary>
internal sealed class DisputeBook(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Dispute> _disputes = [];

    public Dispute Add(Func<string, DateTimeOffset, Dispute> make)
    {
        lock (_gate)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"DSP-{Portal.Today.Year}-{_disputes.Count + 1:00000}");
            var dispute = make(reference, clock.GetUtcNow());
            _disputes.Add(dispute);
            return dispute;
        }
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Dispute> All()
    {
        lock (_gate)
            return [.. _disputes];
    }

    public Dispute? Find(string reference)
    {
        lock (_gate)
            return _disputes.Find(dispute => dispute.Reference == reference);
    }

    public void Reset()
    {
        lock (_gate)
            _disputes.Clear();
    }
}
