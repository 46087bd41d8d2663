using System.Text;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>Where a reader stands in a document, and which keys each open object already had.</summary>
internal sealed class KeyTrail
{
    private readonly List<Level> _levels = [];

    public void OpenObject() => _levels.Add(new Level(new HashSet<string>(StringComparer.Ordinal)));

    public void OpenArray() => _levels.Add(new Level(null));

    public void Close() => _levels.RemoveAt(_levels.Count - 1);

    /// <summary>A value begins; an array counts it.</summary>
    public void Value()
    {
        if (_levels.Count > 0 && _levels[^1].Keys is null) _levels[^1].Index++;
    }

    /// <returns>False when the object already had this key.</returns>
    public bool Key(string key)
    {
        _levels[^1].Current = key;
        return _levels[^1].Keys!.Add(key);
    }

    /// <summary>RFC 6901. Long or odd keys are shortened: the pointer is shown to people and models.</summary>
    public string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var level in _levels) pointer.Append('/').Append(level.Keys is null ? $"{level.Index}" : Shown(level.Current));
        return pointer.ToString();
    }

    private static string Shown(string key)
    {
        var kept = key.Length > 60 ? $"{key[..60]}…" : key;
        return string.Concat(kept.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))
            .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    private sealed class Level(HashSet<string>? keys)
    {
        public HashSet<string>? Keys => keys;
        public string Current { get; set; } = "";
        public int Index { get; set; } = -1;
    }
}
