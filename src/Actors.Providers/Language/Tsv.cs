namespace Actors.Language;

/// <summary>Reads the tables of the offline tutor: tab separated, one header line, embedded in this assembly.</summary>
internal static class Tsv
{
    /// <summary>The rows of a table, each as many fields long as the header.</summary>
    public static IEnumerable<string[]> Read(string table)
    {
        using var stream = typeof(Tsv).Assembly.GetManifestResourceStream(table) ?? throw new InvalidOperationException($"The table {table} is missing.");
        using var reader = new StreamReader(stream);
        var columns = reader.ReadLine()!.Split('\t').Length;
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            if (fields.Length != columns) throw new InvalidDataException($"{table}: a row has {fields.Length} fields, not {columns}: {line}");
            yield return fields;
        }
    }
}
