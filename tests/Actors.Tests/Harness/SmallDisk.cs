using System.Diagnostics;

namespace Actors.Tests.Harness;

/// <summary>A file system of two megabytes, where the system lets us mount one; else a skip.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        Directory.CreateDirectory(folder);
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder) == 0) return new SmallDisk(folder);
        Directory.Delete(folder);
        throw Xunit.Sdk.SkipException.ForSkip("This system lets nobody mount a small disk.");
    }

    /// <summary>From now on nothing can be written.</summary>
    public async Task FreezeAsync() => Assert.Equal(0, await RunAsync("mount", "-o", "remount,ro", Folder));

    public async ValueTask DisposeAsync()
    {
        // Lazily: files that are still open must not keep it.
        await RunAsync("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
