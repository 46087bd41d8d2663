namespace GovernedMcp.DemoPortal.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_the_port_is_7311() => CommandLine.Parse([]).ShouldBe(new CommandLine(7311, WatchStdin: false));

    [Fact]
    public void Arguments_come_in_any_order() =>
        CommandLine.Parse(["--watch-stdin", "--port", "0"]).ShouldBe(new CommandLine(0, WatchStdin: true));

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "70000")]
    [InlineData("--urls", "http://*:80")]
    public void What_is_not_understood_is_refused(params string[] arguments) => CommandLine.Parse(arguments).ShouldBeNull();
}
