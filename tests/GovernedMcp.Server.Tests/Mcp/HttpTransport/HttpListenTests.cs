using GovernedMcp.Server.Mcp.HttpTransport;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

public sealed class HttpListenTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7300")]
    [InlineData("http://localhost:7300")]
    [InlineData("http://[::1]:7300")]
    [InlineData("http://127.8.8.8:7300")]
    public void This_machine_alone_needs_nothing(string address) => new HttpListen { Address = new Uri(address) }.Objection(anyoneCanProve: false).ShouldBeNull();

    [Theory]
    [InlineData("http://0.0.0.0:7300")]
    [InlineData("http://[::]:7300")]
    [InlineData("http://10.1.2.3:7300")]
    [InlineData("http://mcp.example.com:7300")]
    public void Beyond_this_machine_it_wants_proof_TLS_and_names(string address)
    {
        var listen = new HttpListen { Address = new Uri(address) };
        listen.Objection(anyoneCanProve: false).ShouldStartWith("nobody could prove who they are");
        listen.Objection(anyoneCanProve: true).ShouldStartWith("keys and tokens would travel in the clear");
        (listen with { BehindProxy = true }).Objection(anyoneCanProve: true).ShouldNotBeNull().ShouldContain("--allow-host");
        (listen with { BehindProxy = true, Hosts = ["mcp.example.com"] }).Objection(anyoneCanProve: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:7300/mcp")]
    [InlineData("http://dana@127.0.0.1:7300")]
    [InlineData("http://127.0.0.1:7300/?a=b")]
    public void An_address_is_where_to_listen_and_nothing_more(string address) =>
        new HttpListen { Address = new Uri(address) }.Objection(anyoneCanProve: true).ShouldNotBeNull().ShouldContain("without a path");

    [Fact]
    public void Https_wants_a_certificate() => new HttpListen { Address = new Uri("https://127.0.0.1:7300") }.Objection(anyoneCanProve: true).ShouldNotBeNull().ShouldContain("--certificate");
}
