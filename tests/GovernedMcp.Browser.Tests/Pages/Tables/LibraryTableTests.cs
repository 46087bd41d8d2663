using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables of the common component libraries, in the builds that their makers publish: paged, scrolled and drawn in part. No Skill says anything of them.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class LibraryTableTests(BrowserFixture browser)
{
    private const string Rows = "const rows = Array.from({ length: 120 }, (_, i) => ({ id: i + 1, no: `O-${i + 1}`, supplier: ['Acme', 'Böhm', 'Čapek'][i % 3], amount: (i * 13.37).toFixed(2) })), titles = [['no', 'No.'], ['supplier', 'Supplier'], ['amount', 'Amount']];";
    private const string Vue = "<script>window.process = { env: { NODE_ENV: 'production' } }</script><script src=/lib/vue/dist/vue.global.prod.js></script>";

    [Theory]
    [InlineData("antd")]
    [InlineData("antd-scrolled")]
    [InlineData("mui")]
    [InlineData("primereact")]
    [InlineData("primereact-virtual")]
    [InlineData("element-plus")]
    [InlineData("vuetify")]
    [InlineData("vuetify-virtual")]
    [InlineData("quasar")]
    [InlineData("quasar-virtual")]
    [InlineData("naive-ui")]
    public async Task All_rows_of_a_library_s_table_are_read(string table)
    {
        var result = await ReadAsync(table);
        result.Complete.ShouldBeTrue(result.Why);
        var titles = result.Columns.Where(title => !title.StartsWith("Select all", StringComparison.Ordinal)).ToList();
        titles.ShouldBe(["No.", "Supplier", "Amount"]);
        result.Lines.Select(line => string.Join('|', line.Split('|')[^3..])).ShouldBe(Enumerable.Range(0, 120).Select(row =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"O-{row + 1}|{new[] { "Acme", "Böhm", "Čapek" }[row % 3]}|{row * 13.37m:0.00}")));
    }

    /// <summary>The reply is full before the end of a page of which only a part is drawn.</summary>
    [Theory]
    [InlineData("mui", 7)]
    [InlineData("primereact-virtual", 50)]
    public async Task A_reading_goes_on_from_where_it_stood_in_a_grid(string table, int limit)
    {
        var result = await ReadAsync(table, limit);
        result.Complete.ShouldBeTrue(result.Why);
        string.Join(' ', result.Lines.Select(line => line.Split('|')[^3])).ShouldBe(string.Join(' ', Enumerable.Range(1, 120).Select(row => $"O-{row}")));
    }

    [Fact]
    public async Task A_head_whose_rows_are_in_no_table_is_no_empty_table()
    {
        var result = await ReadAsync("antd-virtual");
        result.Complete.ShouldBeFalse();
        result.Why.ShouldNotBeNull().ShouldContain("under its head");
    }

    private async Task<Extraction> ReadAsync(string table, int limit = 500)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<!doctype html><meta charset=utf-8><title>Orders</title><h2>Orders</h2>" + Page(table));
        return await Extraction.AllAsync(browser, site.Portal, "Orders", limit);
    }

    private static string Page(string table) => table switch
    {
        "element-plus" => $$"""
            <link rel=stylesheet href=/lib/element-plus/dist/index.css>
            <div id=app><el-table :data="shown" height=300><el-table-column v-for="[key, title] in titles" :key="key" :prop="key" :label="title" sortable></el-table-column></el-table>
            <el-pagination v-model:current-page="page" v-model:page-size="size" :total="120" layout="total, sizes, prev, pager, next, jumper"></el-pagination></div>
            {{Vue}}<script src=/lib/element-plus/dist/index.full.min.js></script>
            <script>{{Rows}}
            Vue.createApp({ setup() { const page = Vue.ref(1), size = Vue.ref(10); return { page, size, titles, shown: Vue.computed(() => rows.slice((page.value - 1) * 10, page.value * 10)) }; } }).use(ElementPlus).mount('#app');
            </script>
            """,
        "vuetify" or "vuetify-virtual" => $$"""
            <link rel=stylesheet href=/lib/vuetify/dist/vuetify.min.css>
            <div id=app><v-app>{{(table == "vuetify" ? "<v-data-table :items=rows :headers=headers :items-per-page=10></v-data-table>" : "<v-data-table-virtual :items=rows :headers=headers height=300 fixed-header></v-data-table-virtual>")}}</v-app></div>
            {{Vue}}<script src=/lib/vuetify/dist/vuetify.min.js></script>
            <script>{{Rows}}
            Vue.createApp({ setup: () => ({ rows, headers: titles.map(([key, title]) => ({ key, title })) }) }).use(Vuetify.createVuetify()).mount('#app');
            </script>
            """,
        "quasar" or "quasar-virtual" => $$"""
            <link rel=stylesheet href=/lib/quasar/dist/quasar.prod.css>
            <div id=app><q-table row-key=id :rows=rows :columns=columns {{(table == "quasar" ? "" : "style=height:300px virtual-scroll :rows-per-page-options=[0]")}}></q-table></div>
            {{Vue}}<script src=/lib/quasar/dist/quasar.umd.prod.js></script>
            <script>{{Rows}}
            Vue.createApp({ setup: () => ({ rows, columns: titles.map(([field, label]) => ({ name: field, field, label, sortable: true })) }) }).use(Quasar).mount('#app');
            </script>
            """,
        "naive-ui" => $$"""
            <div id=app><n-data-table :data=rows :columns=columns :pagination="{ pageSize: 10 }"></n-data-table></div>
            {{Vue}}<script src=/lib/naive-ui/dist/index.prod.js></script>
            <script>{{Rows}}
            Vue.createApp({ setup: () => ({ rows, columns: titles.map(([key, title]) => ({ key, title, sorter: 'default' })) }) }).use(naive).mount('#app');
            </script>
            """,
        _ => $"<link rel=stylesheet href=/lib/primereact/resources/themes/lara-light-blue/theme.css><div id=grid></div><script src=/built/tables.js></script><script>{Rows} show('{table}', rows)</script>",
    };
}
