using System.Reflection;

namespace Actors.Tests.House;

/// <summary>What Orleans' serializer needs, checked where Orleans is not: so the contracts stay fit for a cluster.</summary>
public sealed class SerializerTests
{
    public static TheoryData<Type> Messages => [.. GrainContracts.Messages];

    public static TheoryData<Type> Interfaces => [.. GrainContracts.Interfaces];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_a_serializer_and_a_lasting_name(Type message)
    {
        Assert.True(message.IsDefined(typeof(GenerateSerializerAttribute)), $"{message} lacks [GenerateSerializer].");
        Assert.False(string.IsNullOrEmpty(GrainContracts.AliasOf(message)), $"{message} lacks [Alias].");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_messages_members_are_numbered_without_gaps_or_repeats(Type message)
    {
        var ids = GrainContracts.Members(message).Select(static member => member.Id).ToList();
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(static i => (long)i), ids);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_cannot_be_changed_after_it_was_sent(Type message) => Assert.True(GrainContracts.IsImmutable(message), $"{message} can be changed.");

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void An_interface_and_its_methods_have_lasting_names(Type contract)
    {
        Assert.False(string.IsNullOrEmpty(GrainContracts.AliasOf(contract)), $"{contract} lacks [Alias].");
        Assert.All(contract.GetMethods(), static method => Assert.True(method.IsDefined(typeof(AliasAttribute)), $"{method.DeclaringType}.{method.Name} lacks [Alias]."));
    }

    [Fact]
    public void Names_are_not_given_twice()
    {
        var names = GrainContracts.Messages.Concat(GrainContracts.Interfaces).Select(GrainContracts.AliasOf).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Grain_classes_have_lasting_names() => Assert.All(
        GrainContracts.Types.Where(static t => typeof(IGrain).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false }),
        static grain => Assert.True(grain.IsDefined(typeof(GrainTypeAttribute)), $"{grain} lacks [GrainType]."));

    [Fact]
    public void States_have_names_of_their_own()
    {
        // Orleans' relational storage tells states of one key apart by these alone.
        var names = GrainContracts.Types.Where(static t => typeof(IGrain).IsAssignableFrom(t))
            .SelectMany(static t => t.GetConstructors()).SelectMany(static made => made.GetParameters())
            .Select(static p => p.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>().ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }
}
