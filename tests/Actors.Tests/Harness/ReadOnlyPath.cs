using System.Diagnostics;

namespace Actors.Tests.Harness;

/// <summary>
/// Takes the right to write a file or a folder away until disposed: by its mode, or from root, whom modes do not bind, by the
/// immutable attribute. A system without either is a skip.
/// </summary>
public sealed class ReadOnlyPath : IAsyncDisposable
{
    private readonly string _path;
    private readonly UnixFileMode _mode;

    private ReadOnlyPath(string path, UnixFileMode mode) => (_path, _mode) = (path, mode);

    public static async Task<ReadOnlyPath> MakeAsync(string path)
    {
        if (OperatingSystem.IsWindows()) throw Xunit.Sdk.SkipException.ForSkip("Windows has other rights.");
        var mode = File.GetUnixFileMode(path);
        if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(path, mode & ~UnixFileMode.UserWrite);
        else Assert.SkipUnless(await AttributeAsync("+i", path), "Here root cannot take rights away from itself.");
        return new ReadOnlyPath(path, mode);
    }

    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsWindows()) return;
        if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(_path, _mode);
        else await AttributeAsync("-i", _path);
    }

    private static async Task<bool> AttributeAsync(string change, string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("chattr", [change, path]) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
