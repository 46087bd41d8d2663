using System.Collections.Frozen;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

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

    [Theory]
    [InlineData("https://x.example/app", "", "https://x.example/app/")]
    [InlineData("https://x.example/app", "/orders?page=2", "https://x.example/app/orders?page=2")]
    [InlineData("https://x.example/app/login.php", "", "https://x.example/app/login.php")]
    [InlineData("https://x.example/app/login.php", "/list.php?table=a", "https://x.example/app/list.php?table=a")]
    [InlineData("https://x.example/app/login", "", "https://x.example/app/login")]
    [InlineData("https://x.example/app/login", "/orders", "https://x.example/app/orders")]
    [InlineData("https://x.example/Sign-In/?next=a", "orders", "https://x.example/orders")]
    [InlineData("https://x.example/login/app", "/orders", "https://x.example/login/app/orders")]
    [InlineData("https://x.example/Default.aspx", "/orders", "https://x.example/orders")]
    [InlineData("https://x.example/index.php", "/orders", "https://x.example/index.php/orders")]
    [InlineData("https://x.example/index.php", "/index.php?route=orders", "https://x.example/index.php?route=orders")]
    [InlineData("https://x.pl", "/orders", "https://x.pl/orders")]
    [InlineData("https://x.example/v2.1", "", "https://x.example/v2.1/")]
    public async Task A_base_that_names_a_file_or_a_sign_in_page_is_opened_as_it_stands_and_others_lie_beside_it(string baseUrl, string path, string opened)
    {
        await using var site = await TestSite.StartAsync();
        var portal = site.Portal() with { BaseUrl = new Uri(baseUrl), Origins = new Origins { Navigate = FrozenSet.Create(Origins.Of(new Uri(baseUrl))), Login = [], Resource = [] } };
        PageAddress.Under(portal, path).AbsoluteUri.ShouldBe(opened);
    }
}
