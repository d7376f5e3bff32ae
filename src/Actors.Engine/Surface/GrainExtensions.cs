using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and casts of grains and references.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to <paramref name="grain"/> (the object itself or a reference) by another of its interfaces.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => Reference(grain).Cast<TGrainInterface>();

    /// <summary>The same reference by another interface of the grain.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => Reference(grain).Cast<TGrainInterface>();

    /// <summary>The identity.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => Reference(grain).GrainId;

    /// <summary>The key of a grain whose key is text.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    /// <summary>The key of a grain whose key is a GUID.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => Guid.ParseExact(GetPrimaryKeyString(grain), "N");

    /// <summary>The key of a grain whose key is a number.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(GetPrimaryKeyString(grain), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static GrainReference Reference(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        Grain activated => activated.GrainReference,
        IGrainBase activated => activated.GrainContext.GrainReference,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
