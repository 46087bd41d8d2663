namespace GovernedMcp.Server.WebConsole;

/// <summary>
/// How often keys may be tried: a few times a minute from one address. A key cannot be guessed; this keeps the store and the log
/// from being flooded.
/// </summary>
internal sealed class SignInLimit(TimeProvider clock)
{
    public const int MostInWindow = 10;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Began, int Count)> _tries = new(StringComparer.Ordinal);

    /// <returns>Null when it may be tried; else how long to wait.</returns>
    public TimeSpan? Try(string address)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_tries.Count >= MostAddresses)
                foreach (var old in _tries.Where(one => now - one.Value.Began >= Window).Select(one => one.Key).ToList()) _tries.Remove(old);
            var (began, count) = _tries.GetValueOrDefault(address, (now, 0));
            if (now - began >= Window) (began, count) = (now, 0);
            if (count >= MostInWindow || (_tries.Count >= MostAddresses && count == 0)) return began + Window - now;
            _tries[address] = (began, count + 1);
            return null;
        }
    }
}
