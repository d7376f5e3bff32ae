using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A registered reminder.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name, unique within the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>When a reminder ticks.</summary>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>When the first tick was due, UTC.</summary>
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>Time between ticks.</summary>
        public TimeSpan Period { get; } = period;

        /// <summary>When this tick happens, UTC.</summary>
        public DateTime CurrentTickTime { get; } = timeStamp;
    }
}

namespace Orleans
{
    /// <summary>A grain that can be reminded: a tick activates it, also after a restart of the program.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A tick. Ticks missed while the program was away come once, as one.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>Reminders of a grain. Registering completes when the reminder is durable.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Adds or replaces a reminder.</summary>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
            Service(grain).RegisterAsync(grain.Activation.GrainId, reminderName, dueTime, period);

        /// <summary>Removes a reminder.</summary>
        public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
            Service(grain).UnregisterAsync(grain.Activation.GrainId, reminder.ReminderName);

        /// <summary>A reminder by its name, or null.</summary>
        public static async Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
            (await Service(grain).ListAsync(grain.Activation.GrainId)).Find(r => r.ReminderName == reminderName);

        /// <summary>All reminders of the grain.</summary>
        public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => Service(grain).ListAsync(grain.Activation.GrainId);

        private static Reminders.ReminderService Service(Grain grain) =>
            grain is IRemindable ? grain.Activation.Runtime.Reminders : throw new ReminderException($"{grain.GetType().Name} is not IRemindable.");
    }
}
