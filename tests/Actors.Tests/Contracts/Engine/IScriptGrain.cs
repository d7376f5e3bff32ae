using Orleans.Concurrency;

namespace Actors.Tests.Contracts.Engine;

/// <summary>A grain whose methods run what the test gives them: see <see cref="Scripted"/>.</summary>
public interface IScriptGrain : IGrainWithStringKey
{
    Task Run(long script);

    Task RunUntil(long script, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task RunInterleaving(long script);

    [ReadOnly]
    Task RunReadOnly(long script);

    [OneWay]
    Task Post(long script);

    [ResponseTimeout("00:00:05")]
    Task RunBriefly(long script);
}

/// <summary>Calls come one after another.</summary>
public interface IPlainScriptGrain : IScriptGrain;

/// <summary>Calls interleave.</summary>
public interface IReentrantScriptGrain : IScriptGrain;

/// <summary>Has a state.</summary>
public interface IStatefulScriptGrain : IScriptGrain;

/// <summary>Can be reminded.</summary>
public interface IRemindedScriptGrain : IScriptGrain, IRemindable;
