namespace GovernedMcp.Governance.Tests;

public sealed class LookalikesTests
{
    [Theory]
    [InlineData("pаypal", "Cyrillic and Latin letters in one word")]
    [InlineData("Northwind Ѕupplies", "Cyrillic and Latin letters in one word")]
    [InlineData("Νorthwind", "Greek and Latin letters in one word")]
    [InlineData("раурау", "Cyrillic letters that look Latin")]
    [InlineData("ΑΒΕ 4711", "Greek letters that look Latin")]
    [InlineData("Ꮪupplies", "Cherokee and Latin letters in one word")]
    [InlineData("ꓓupont", "Latin and another alphabet's letters in one word")]
    [InlineData("ｐaypal", "letters or digits of an odd form")]
    [InlineData("𝗉𝖺𝗒𝗉𝖺𝗅", "letters or digits of an odd form")]
    [InlineData("DE0２", "digits of two kinds")]
    [InlineData("1٢0.00", "digits of two kinds")]
    public void What_may_not_be_what_it_looks_like_is_told(string text, string told) => Lookalikes.Find(text).ShouldBe(told);

    [Theory]
    [InlineData("")]
    [InlineData("Northwind Supplies, 1,234.50 €")]
    [InlineData("Müller & Søn, Łódź, Việt Nam, naïve")]
    [InlineData("Cafe\u0301 du Nord")]
    [InlineData("ООО Ромашка")]
    [InlineData("Сосна и оса, Northwind Ltd")]
    [InlineData("Ελληνικά, Αθήνα")]
    [InlineData("株式会社ABC東京 カタカナ ひらがな")]
    [InlineData("한국ABC")]
    [InlineData("10 kΩ, 5 μm, 20 °C")]
    [InlineData("١٢٣")]
    [InlineData("Ministère № 7 – “quoted”")]
    public void Honest_text_of_any_language_is_left_alone(string text) => Lookalikes.Find(text).ShouldBeNull();
}
