namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>A test over a corpus that lies beside the project; without it the test says so and is counted as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute(string corpus)
    {
        if (Corpora.Folder(corpus) is null) Skip = $"no corpus `{corpus}` in ../shared/corpora beside the project: nothing was measured";
    }
}
