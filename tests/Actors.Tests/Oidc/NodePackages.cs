using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Actors.Tests.Harness;
using Actors.Tests.House;

namespace Actors.Tests.Oidc;

/// <summary>
/// The packages of this folder's package-lock.json, installed once into a folder below the system's temporary one and kept for later
/// runs. A machine that cannot get them is a skip with the reason, or a failure when ACTORS_REQUIRE_ALL is 1.
/// </summary>
internal static class NodePackages
{
    private const string Lock = "package-lock.json";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly string Source = Path.Combine(Repository.Root, "tests", "Actors.Tests", "Oidc");
    private static readonly Lazy<Task<(string Folder, string? Missing)>> Installed = new(InstallAsync);

    /// <summary>A script of this folder that needs no packages.</summary>
    public static string Bare(string script) => Path.Combine(Source, script);

    /// <summary>A copy of a script of this folder, where it finds the packages: its path.</summary>
    public static async Task<string> WithPackagesAsync(string script)
    {
        var (folder, missing) = await Installed.Value.WaitAsync(TestContext.Current.CancellationToken); // which has a limit of its own
        Needs.Have(missing is null, missing ?? "");
        var text = await File.ReadAllBytesAsync(Bare(script), TestContext.Current.CancellationToken);
        // Under its hash: another checkout may be using the same packages with a script of its own.
        var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Hash(text))).FullName, script);
        if (File.Exists(copy)) return copy;
        var own = $"{copy}-{Guid.CreateVersion7():N}";
        await File.WriteAllBytesAsync(own, text, TestContext.Current.CancellationToken);
        File.Move(own, copy, overwrite: true);
        return copy;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    private static async Task<(string Folder, string? Missing)> InstallAsync()
    {
        var cache = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "actors-test-packages")).FullName;
        var folder = Path.Combine(cache, $"oidc-{Hash(await File.ReadAllBytesAsync(Path.Combine(Source, Lock)))}");
        if (Directory.Exists(folder)) return (folder, null);
        // Into a folder of its own, then moved: another run may be installing the same.
        var own = Directory.CreateDirectory(Path.Combine(cache, Guid.CreateVersion7().ToString("N"))).FullName;
        try
        {
            foreach (var file in (string[])["package.json", Lock]) File.Copy(Path.Combine(Source, file), Path.Combine(own, file));
            var missing = await NpmAsync(own);
            if (missing is null) Directory.Move(own, folder);
            return (folder, missing);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return (folder, null);
        }
        finally
        {
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
        }
    }

    private static async Task<string?> NpmAsync(string folder)
    {
        var info = new ProcessStartInfo("npm") { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) info.ArgumentList.Add(argument);
        try
        {
            using var npm = Process.Start(info)!;
            using var late = new CancellationTokenSource(Longest);
            await using var end = late.Token.Register(() => npm.Kill(entireProcessTree: true));
            var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(late.Token), npm.StandardError.ReadToEndAsync(late.Token));
            await npm.WaitForExitAsync(late.Token);
            return npm.ExitCode == 0 ? null : $"npm could not install the provider: {string.Join(' ', await output)}";
        }
        catch (OperationCanceledException)
        {
            return $"npm did not install the provider within {Longest}.";
        }
        catch (Win32Exception)
        {
            return "npm is not installed.";
        }
    }
}
