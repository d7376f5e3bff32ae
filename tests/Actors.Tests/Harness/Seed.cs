using System.Globalization;

namespace Actors.Tests.Harness;

/// <summary>Seeds of random tests. A failure is replayed by setting ACTORS_SEED to the seed that it printed.</summary>
public static class Seed
{
    public static int Next()
    {
        var given = Environment.GetEnvironmentVariable("ACTORS_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        return seed;
    }
}
