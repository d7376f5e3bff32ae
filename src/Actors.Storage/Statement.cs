namespace Actors.Storage;

/// <summary>A write that is just a statement and its values: texts (null, too) and whole numbers.</summary>
internal sealed class Statement(string sql, params object?[] values) : DbWrite
{
    public override string Sql { get; } = sql;

    public override void Bind(IDbBinder to)
    {
        foreach (var value in values)
        {
            if (value is long number) to.Long(number);
            else to.Text((string?)value);
        }
    }
}
