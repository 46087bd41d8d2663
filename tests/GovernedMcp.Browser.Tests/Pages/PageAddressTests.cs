using GovernedMcp.Browser.Pages;

namespace GovernedMcp.Browser.Tests.Pages;

public sealed class PageAddressTests
{
    [Theory]
    [InlineData("https://x.example/a?token=abc#top", "https://x.example/a?token=…")]
    [InlineData("https://x.example/app/#/orders/7?key=abc", "https://x.example/app/#/orders/7")]
    [InlineData("https://x.example/app/#!/orders", "https://x.example/app/#!/orders")]
    [InlineData("https://x.example/app/#/access_token=abc", "https://x.example/app/")]
    [InlineData("https://x.example/app/#access_token=abc", "https://x.example/app/")]
    [InlineData("https://ada:secret@x.example/", "https://x.example/")]
    public void An_address_is_told_without_what_it_may_hold(string address, string told) => PageAddress.WithoutValues(address).ShouldBe(told);
}
