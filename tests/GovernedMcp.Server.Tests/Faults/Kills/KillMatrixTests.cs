using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>
/// Server, driver, browser or page, killed, frozen and killed, or left frozen, at each step of a submit. The portal's count is the
/// witness. <c>GOVERNED_MCP_KILLS</c> says how many rounds; without it a sample is run.
/// </summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    private const int Lanes = 3;

    // Each step and each victim, killed; two frozen before. What is left frozen is waited for, which takes too long here.
    private static readonly int[] Sample = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 50, 52];

    [Fact]
    public async Task However_it_dies_a_form_arrives_at_most_once_and_the_record_says_what_the_portal_counts()
    {
        int[] rounds = Environment.GetEnvironmentVariable("GOVERNED_MCP_KILLS") is { } asked ? [.. Enumerable.Range(0, int.Parse(asked, CultureInfo.InvariantCulture))] : Sample;
        var ends = new ConcurrentBag<(KillCell Cell, string State, int Forms)>();
        var waiting = new ConcurrentQueue<int>(rounds);
        var broken = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            await using var lane = await KillLane.StartAsync();
            while (broken.IsEmpty && waiting.TryDequeue(out var round))
            {
                var cell = KillCell.Of(round);
                try
                {
                    var (state, forms) = await lane.RunAsync(cell, round);
                    ends.Add((cell, state, forms));
                }
                catch (Exception fault)
                {
                    // Whatever broke, the round is named, and the other lanes come to their end.
                    broken.Add($"round {round}, {cell}: {fault}");
                }
            }
        }));

        broken.ShouldBeEmpty();
        ends.Count.ShouldBe(rounds.Length);
        foreach (var end in ends.GroupBy(end => (end.Cell.When, end.State, end.Forms)).OrderBy(group => group.Key))
            output.WriteLine($"{end.Key.When}: {end.Key.State}, {end.Key.Forms} forms, {end.Count()} rounds");
    }
}
