using System.Collections.Immutable;
using System.Reflection;
using Actors.Delivery;
using Actors.Tutor;

namespace Actors.Tests.House;

/// <summary>What crosses grain interfaces, by reflection.</summary>
internal static class GrainContracts
{
    private static readonly Assembly[] Ours = [typeof(SessionEvent).Assembly, typeof(TutorSessionState).Assembly];

    /// <summary>The types that we wrote: Orleans adds generated ones to our assemblies.</summary>
    public static IReadOnlyList<Type> Types { get; } = [.. Ours.SelectMany(static a => a.GetTypes())
        .Where(static t => t.Namespace?.Split('.')[0] == "Actors")];

    /// <summary>Our grain and observer interfaces.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } = [.. Types
        .Where(static t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)).OrderBy(static t => t.FullName, StringComparer.Ordinal)];

    /// <summary>Our types that cross a grain interface, directly or within another, and the state records.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. Reach().OrderBy(AliasOf, StringComparer.Ordinal)];

    public static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias;

    /// <summary>The serialized members of a type with their numbers; a missing number is -1.</summary>
    public static IEnumerable<(long Id, string Name, string Type)> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select((name, i) => ((long)i, name, "enum"))
        : type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(static p => p.GetMethod is not null && p.GetIndexParameters().Length == 0 && HasField(p))
            .Select(static p => ((long?)p.GetCustomAttribute<IdAttribute>()?.Id ?? -1, p.Name, p.PropertyType.ToString())).OrderBy(static m => m.Item1);

    private static bool HasField(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static HashSet<Type> Reach()
    {
        var found = new HashSet<Type>();
        foreach (var method in Interfaces.SelectMany(static i => i.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(static p => p.ParameterType).Append(method.ReturnType)) Visit(type, found);
        }
        foreach (var state in Types.Where(static t => t.Name.EndsWith("State", StringComparison.Ordinal) && !t.IsInterface)) Visit(state, found);
        return found;
    }

    private static void Visit(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : []) Visit(argument, found);
        if (type.IsArray) Visit(type.GetElementType()!, found);
        if (!Ours.Contains(type.Assembly) || type.IsInterface || !found.Add(type) || type.IsEnum) return;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(HasField)) Visit(property.PropertyType, found);
    }

    /// <summary>Whether objects of a type cannot be changed after they were made.</summary>
    public static bool IsImmutable(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type.IsInterface) return true;
        if (type == typeof(byte[])) return true; // by agreement: frames are shared and nobody writes to them
        if (Nullable.GetUnderlyingType(type) is { } inner) return IsImmutable(inner);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return IsImmutable(type.GetGenericArguments()[0]);
        return Ours.Contains(type.Assembly) && type.GetProperties().Where(HasField).All(static p => IsInitOnly(p) && IsImmutable(p.PropertyType));
    }

    private static bool IsInitOnly(PropertyInfo property) => property.SetMethod is not { } setter
        || setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
