using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A timer of an activation. It dies with the activation.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Sets when it ticks next, and how long after the end of a tick the next one begins.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>How a timer ticks.</summary>
    public readonly struct GrainTimerCreationOptions()
    {
        /// <summary>Makes one.</summary>
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>Time until the first tick.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether ticks may interleave with calls.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether ticks count as use, so that the activation is not idle.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    /// <summary>Timers and deactivation for any grain class.</summary>
    public static class GrainBaseExtensions
    {
        /// <summary>Deactivates once the calls that run have ended.</summary>
        public static void DeactivateOnIdle(this IGrainBase grain) =>
            grain.GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "the grain asked for it"));

        /// <summary>A timer whose ticks are turns of the grain.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        {
            var activation = (Activation)grain.GrainContext;
            return activation.AddTimer(new Timers.GrainTimer(activation, token => callback(state, token), options));
        }

        /// <summary>A timer whose ticks are turns of the grain.</summary>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(static (call, token) => call(token), callback, options);

        /// <summary>A timer whose ticks are turns of the grain.</summary>
        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(static (call, _) => call(), callback, new GrainTimerCreationOptions(dueTime, period));
    }
}
