using Actors.Tutor;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Actors.Benchmarks.Frames;

/// <summary>The pure functions that every message passes: they wait for nothing, so their time is processor time.</summary>
public class Pure
{
    [Benchmark, Goal(1, 400)]
    public object? Parse_a_chat_frame() => TutorFrame.Parse(Samples.ChatFrame, out var frame) is null ? frame.Message : null;

    [Benchmark, Goal(3, 3000)]
    public byte[] Encode_a_success_frame() => TutorFrames.Final(Samples.Turn);

    [Benchmark, Goal(1, 500)]
    public int Hear_the_tone_and_sulk() => SulkingRules.AfterMessage(2, ToneRules.Of(Samples.Message), TimeSpan.FromMinutes(1));

    [Benchmark, Goal(5, 2000)]
    public TutorReply Reply_offline_to_small_talk() => Samples.Tutor.Reply(Samples.SmallTalk);

    [Benchmark, Goal(20, 10_000)]
    public TutorReply Reply_offline_to_a_question() => Samples.Tutor.Reply(Samples.Question);

    [Benchmark, Goal(10, 10_000)]
    public TutorReply? Read_and_parse_a_reply_in_pieces()
    {
        var reader = new ReplyReader();
        foreach (var piece in Samples.Pieces) reader.Read(piece);
        return ReplyParser.Parse(reader.Json);
    }

    internal static void Run()
    {
        Report.Title("Pure functions, each message passes them");
        // In this process: a program of its own for each would be built anew, and needs the whole SDK.
        var config = ManualConfig.CreateEmpty().AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        foreach (var report in BenchmarkRunner.Run<Pure>(config).Reports)
        {
            var method = report.BenchmarkCase.Descriptor.WorkloadMethod;
            var goal = (GoalAttribute)Attribute.GetCustomAttribute(method, typeof(GoalAttribute))!;
            Report.AtMost(method.Name.Replace('_', ' '), (report.ResultStatistics?.Mean ?? double.NaN) / 1000, "us", goal.Microseconds);
            Report.AtMost("", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, "B allocated", goal.Bytes);
        }
    }
}

/// <summary>What a method may cost.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GoalAttribute(double microseconds, double bytes) : Attribute
{
    public double Microseconds { get; } = microseconds;

    public double Bytes { get; } = bytes;
}
