namespace GovernedMcp.DemoPortal.Tests.Lab;

public sealed class HiddenTextTests : PortalTest
{
    [Fact]
    public async Task The_page_carries_visible_text_hidden_orders_and_invisible_characters()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/lab/hidden");

        answer.Plain.ShouldContain("three pallets were delivered on 12/11/2026");
        foreach (var trick in new[] { "display-none", "font-size-zero", "same-colour", "off-screen-left", "zero-size", "covered" })
            answer.Plain.ShouldContain($"HIDDEN[{trick}]");
        answer.Plain.ShouldContain('\u202E');
        answer.Plain.ShouldContain('\u200B');
    }
}
