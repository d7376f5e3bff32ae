using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Actors.Silo.Report;

/// <summary>Puts a grain on the silo that its key names.</summary>
[GenerateSerializer, Immutable, Alias("cluster.silo-placement")]
internal sealed class SiloPlacement : PlacementStrategy;

/// <summary>Marks a grain that lives on the silo that its key names.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SiloPlacementAttribute() : PlacementAttribute(new SiloPlacement());

/// <summary>Finds the silo.</summary>
internal sealed class SiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(silo) ? Task.FromResult(silo) : throw new SiloUnavailableException($"{silo} is not in the cluster.");
    }
}
