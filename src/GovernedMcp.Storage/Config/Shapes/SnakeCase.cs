namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Names of the code as files write them: <c>MaskLast4</c> is <c>mask_last4</c>.</summary>
internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, index) =>
            char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
