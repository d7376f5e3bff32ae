using Actors.Speech;

namespace Actors.Tests.Harness;

/// <summary>What a test needs of the machine: where it is missing the test is skipped with the reason, or fails when ACTORS_REQUIRE_ALL is 1.</summary>
internal static class Needs
{
    public static void Format(AudioFormat format) => Have(AudioEncoder.Formats.Contains(format), $"no library for {format} is installed");

    public static void Have(bool isThere, string reason)
    {
        if (isThere) return;
        if (Environment.GetEnvironmentVariable("ACTORS_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
