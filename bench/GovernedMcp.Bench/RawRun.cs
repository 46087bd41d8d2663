using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace GovernedMcp.Bench;

/// <summary>
/// The task as somebody would write it by hand in Playwright .NET: sign in, read 500 rows with one evaluation a page, fill the form,
/// send it. No checks, no record, no policy: what governance is measured against.
/// </summary>
internal sealed class RawRun(IBrowser browser, Uri portal) : IAsyncDisposable
{
    private const string Rows = """
        () => JSON.stringify([...document.querySelectorAll('table[aria-label="Invoices"] tbody tr, main table tbody tr')]
            .map(row => [...row.cells].slice(0, 6).map(cell => cell.textContent.trim())))
        """;

    public async Task<int> RunAsync()
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(portal, "login").ToString());
        await page.GetByLabel("User ID").FillAsync("ap-desk");
        await page.GetByLabel("Password").FillAsync("demo-Northwind-7!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/home");

        await page.GotoAsync(new Uri(portal, "billing/invoices").ToString());
        var keys = new HashSet<string>();
        while (true)
        {
            using var rows = JsonDocument.Parse(await page.EvaluateAsync<string>(Rows));
            foreach (var row in rows.RootElement.EnumerateArray()) keys.Add(row[0].GetString()!);
            var next = page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true });
            if (await next.GetAttributeAsync("href") is null) break;
            await next.ClickAsync();
        }

        await page.GotoAsync(new Uri(portal, "disputes/new").ToString());
        await page.GetByLabel("Invoice").FillAsync("NW-2026-00042");
        await page.GetByLabel("Reason").SelectOptionAsync("Wrong amount");
        await page.GetByLabel("Amount").FillAsync(12.5m.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel("Note").FillAsync("Charged twice for freight.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit dispute" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Request received" }).WaitForAsync();
        return keys.Count;
    }

    public async ValueTask DisposeAsync() => await browser.CloseAsync();
}
