using System.ComponentModel;
using System.Diagnostics;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.Credentials;

/// <summary>
/// A value that a command prints. No shell: the words are handed over as they are. What the command writes to its error output is
/// not shown, for it may hold the value.
/// </summary>
internal static class SecretCommand
{
    public static async Task<Secret> RunAsync(string commandLine, TimeProvider clock, TimeSpan deadline, CancellationToken cancel)
    {
        using var process = Start(commandLine);
        using var late = new CancellationTokenSource(deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        Secret? secret = null;
        try
        {
            process.StandardInput.Close();
            // Read away, so that a talkative command does not stand still.
            var noise = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop.Token);
            secret = await CredentialValue.FromStreamAsync(process.StandardOutput.BaseStream, stop.Token);
            await process.WaitForExitAsync(stop.Token);
            await noise;
            if (process.ExitCode != 0) throw new ValueFault("its command failed");
            return secret;
        }
        catch (Exception fault)
        {
            secret?.Dispose();
            Kill(process);
            if (fault is OperationCanceledException && !cancel.IsCancellationRequested) throw new ValueFault("its command did not answer in time");
            throw fault is IOException ? new ValueFault("its command broke off") : fault;
        }
    }

    /// <summary>Words are parted by spaces; single or double quotes hold a word together. Nothing else has a meaning.</summary>
    internal static IReadOnlyList<string> Words(string commandLine)
    {
        var words = new List<string>();
        System.Text.StringBuilder? word = null;
        var quote = '\0';
        foreach (var unit in commandLine)
        {
            if (quote != '\0' && unit == quote) quote = '\0';
            else if (quote == '\0' && unit is '\'' or '"') (quote, word) = (unit, word ?? new());
            else if (quote == '\0' && unit is ' ' or '\t') Finish();
            else (word ??= new()).Append(unit);
        }

        if (quote != '\0') throw new ValueFault("its command has a quote that does not end");
        Finish();
        return words;

        void Finish()
        {
            if (word is not null) words.Add(word.ToString());
            word = null;
        }
    }

    private static Process Start(string commandLine)
    {
        var words = Words(commandLine);
        if (words.Count == 0) throw new ValueFault("its command is empty");
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new ValueFault("its command cannot be started");
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw new ValueFault("its command cannot be started; is it installed and on the path");
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already, or what is left of it belongs to somebody else.
        }
    }
}
