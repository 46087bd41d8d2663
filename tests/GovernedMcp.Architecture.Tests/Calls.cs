using System.Reflection;
using System.Reflection.Emit;

namespace GovernedMcp.Architecture.Tests;

/// <summary>Which methods a method calls, in the order of its code.</summary>
internal static class Calls
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every method of an assembly with code, those that the compiler made among them.</summary>
    public static IEnumerable<MethodBase> Methods(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))).Where(method => method.GetMethodBody() is not null);

    public static IReadOnlyList<MethodBase> In(MethodBase method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        var calls = new List<MethodBase>();
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at];
            var found = Codes[value];
            at += found.Size;
            if (found.OperandType == OperandType.InlineMethod) calls.Add(method.Module.ResolveMethod(BitConverter.ToInt32(code, at), TypeArguments(method), method.IsGenericMethod ? method.GetGenericArguments() : null)!);
            at += Length(found.OperandType, code, at);
        }

        return calls;
    }

    /// <summary>The method as it was written: a lambda or an awaiting part goes by the method that it stands in.</summary>
    public static string Written(MethodBase method)
    {
        var (type, name) = (method.DeclaringType!, method.Name);
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            if (!name.StartsWith('<')) name = type.Name;
            type = outer;
        }

        name = name.TrimStart('<');
        return $"{type.Name}.{(name.IndexOf('>', StringComparison.Ordinal) is var end and > 0 ? name[..end] : name)}";
    }

    private static Type[]? TypeArguments(MethodBase method) => method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
