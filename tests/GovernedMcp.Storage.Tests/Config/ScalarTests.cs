using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Tests.Config;

/// <summary>Forty ways to write a scalar, read as six types: what YAML would guess is an error, never a surprise.</summary>
public sealed class ScalarTests
{
    private static readonly string[] Written =
    [
        "true", "false", "True", "TRUE", "yes", "no", "on", "off", "y", "n", "\"true\"", "1", "0", "-1", "+1", "01", "010", "0o10", "0x10", "0b1", "1_000", "1,000",
        "1.000,00", "500.00", "500.", ".5", "-.5", "5e2", "1:30", ".inf", ".nan", "~", "null", "\"\"", "''", "\"5\"", "15m", "90d", "1h30m", "15M",
    ];

    [Theory]
    [InlineData("flag", "true false")]
    [InlineData("whole", "1 0 -1")]
    [InlineData("number", "1 0 -1 500.00")]
    [InlineData("duration", "15m 90d")]
    [InlineData("choice", "on off")]
    [InlineData("date", "")]
    public void Only_the_plain_way_of_writing_it_is_read(string type, string fine)
    {
        var taken = Written.Where(text => Takes(type, text));

        string.Join(' ', taken).ShouldBe(fine);
    }

    [Fact]
    public void A_text_is_taken_as_it_stands_unless_it_is_nothing()
    {
        var nothing = Written.Where(text => Read(Scalars.Text, text) is null);

        nothing.ShouldBe(["~", "null", "\"\"", "''"]);
        Read(Scalars.Text, "010").ShouldBe("010");
        Read(Scalars.Text, "on").ShouldBe("on");
    }

    [Theory]
    [InlineData("Mon-Fri 07:00-19:00 Europe/Berlin", 5)]
    [InlineData("Fri-Mon 22:00-06:00 UTC", 4)]
    [InlineData("Mon,Wed 00:00-23:59 UTC", 2)]
    public void Hours_name_days_times_and_a_zone(string text, int days)
    {
        Read(Times.Hours, text)!.Days.Count.ShouldBe(days);
    }

    [Theory]
    [InlineData("Mon-Fri 7:00-19:00 Europe/Berlin")]
    [InlineData("Mon-Fri 07:00-25:00 UTC")]
    [InlineData("Mon-Fri 07:00-07:00 UTC")]
    [InlineData("07:00-19:00 UTC")]
    [InlineData("Mon-Fri 07:00-19:00")]
    public void Hours_that_could_be_misread_are_refused(string text) => Read(Times.Hours, text).ShouldBeNull();

    [Theory]
    [InlineData("600/h", 600, 60)]
    [InlineData("20/d", 20, 1440)]
    [InlineData("5/m", 5, 1)]
    public void A_rate_is_a_count_in_a_window(string text, int count, int minutes)
    {
        var rate = Read(Times.Rate, text).ShouldNotBeNull();

        rate.Count.ShouldBe(count);
        rate.Window.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    private static bool Takes(string type, string text) => type switch
    {
        "flag" => Fits(Scalars.Flag, text),
        "whole" => Fits(Scalars.Whole(-5, 5000), text),
        "number" => Fits(Scalars.Number, text),
        "duration" => Fits(Times.Duration("1s", "365d"), text),
        "choice" => Fits(Scalars.ChoiceOf(new Dictionary<string, int> { ["on"] = 1, ["off"] = 2 }), text),
        _ => Fits(Scalars.Date, text),
    };

    private static bool Fits<T>(Shape<T> shape, string text)
    {
        var (node, reading) = Parse(text);
        return shape.TryRead(node, reading, out _);
    }

    private static T? Read<T>(Shape<T> shape, string text)
    {
        var (node, reading) = Parse(text);
        return shape.TryRead(node, reading, out var value) ? value : default;
    }

    private static (Node Node, Reading Reading) Parse(string text)
    {
        var reading = new Reading("test.yaml", new List<ConfigError>());
        var root = (Node.Mapping)YamlFile.Parse(reading, $"key: {text}\n").ShouldNotBeNull();
        return (root.Entries[0].Value, reading);
    }
}
