namespace Actors.Tests.Harness;

/// <summary>Seeds of random tests: the same ones in each run, printed with the test so that a failure can be run again.</summary>
public static class Seeds
{
    public static TheoryData<int> Ten => [.. Enumerable.Range(1, 10)];

    /// <summary>Random numbers of a seed.</summary>
    public static Random Random(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
