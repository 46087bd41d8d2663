using System.Net.Http.Json;
using System.Text.Json;

namespace GovernedMcp.DemoPortal.Tests;

/// <summary>A browser without a screen: keeps cookies, follows nothing by itself, sends the token of the page it read last.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _client;
    private string _token = "";

    public Visitor(DemoPortalApp portal) =>
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = portal.Address,
        };

    public HttpClient Client => _client;

    public static async Task<Visitor> SignedInAsync(DemoPortalApp portal, string userId = "ap-desk", string password = "demo-Northwind-7!")
    {
        var visitor = new Visitor(portal);
        (await visitor.SignInAsync(userId, password)).Location.ShouldBe("/home");
        await visitor.GetAsync("/home");
        return visitor;
    }

    public async Task<Answer> SignInAsync(string userId, string password)
    {
        await GetAsync("/login");
        return await PostAsync("/login", ("userid", userId), ("password", password));
    }

    public async Task<Answer> GetAsync(string path) => await ReadAsync(await _client.GetAsync(path));

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, _token, fields);

    public async Task<Answer> PostAsync(string path, string token, (string Name, string Value)[] fields)
    {
        var all = fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(all);
        return await ReadAsync(await _client.PostAsync(path, content));
    }

    public async Task<Answer> PostFileAsync(string path, string fileName, byte[] file, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", _token)))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "attachment", fileName);
        return await ReadAsync(await _client.PostAsync(path, content));
    }

    public async Task<JsonElement> WitnessAsync(string path) => await _client.GetFromJsonAsync<JsonElement>($"/_witness/{path}");

    public async Task<HttpStatusCode> FaultsAsync(object faults) => (await _client.PostAsJsonAsync("/_witness/faults", faults)).StatusCode;

    public void Dispose() => _client.Dispose();

    private async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var answer = new Answer(response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync());
            if (answer.Token.Length > 0)
                _token = answer.Token;
            return answer;
        }
    }
}
