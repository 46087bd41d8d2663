using System.Text;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Names of the code as files write them: <c>MaskLast4</c> is <c>mask_last4</c>.</summary>
internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append('_');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
