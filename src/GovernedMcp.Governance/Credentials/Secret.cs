using System.Diagnostics.CodeAnalysis;

namespace GovernedMcp.Governance.Credentials;

/// <summary>
/// A value that must not leave the process but into the one field it is meant for. Not a record and without a serialiser,
/// so that it cannot be printed by accident; cleared when disposed.
/// </summary>
[SuppressMessage("Design", "CA1063", Justification = "Sealed, no finaliser: clearing memory is best effort")]
public sealed class Secret(string value) : IDisposable
{
    private char[]? _value = value.ToCharArray();

    /// <summary>The value itself. Callers hand it straight to where it belongs and keep no copy.</summary>
    public string Reveal() => new(_value ?? throw new ObjectDisposedException(nameof(Secret)));

    public void Dispose()
    {
        if (_value is not null) Array.Clear(_value);
        _value = null;
    }

    public override string ToString() => "***";
}
