using System.Diagnostics;
using Actors.Tracing;

namespace Actors.Storage;

/// <summary>Takes the values of a statement's parameters, <c>$1</c> first.</summary>
public interface IDbBinder
{
    /// <summary>A text.</summary>
    void Text(string? value);

    /// <summary>A text that is UTF-8 already.</summary>
    void Utf8(ReadOnlyMemory<byte> value);

    /// <summary>A whole number.</summary>
    void Long(long value);
}

/// <summary>
/// One statement on its way into the next commit. The task completes when it is durable, with the number of rows that it
/// changed.
/// </summary>
public abstract class DbWrite
{
    // Callers' code must not run on the writer.
    private readonly TaskCompletionSource<int> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The statement, in SQL that both databases accept, parameters as <c>$1</c>, <c>$2</c>, … once each and in order.</summary>
    public abstract string Sql { get; }

    /// <summary>Completes when the write is durable.</summary>
    public Task<int> Durable => _done.Task;

    internal int Rows { get; set; }

    /// <summary>Of this write, from its making to its commit; null when nobody listens.</summary>
    internal Activity? Span { get; private set; }

    /// <summary>Gives the parameters. Called on the writer, perhaps again after a failed commit.</summary>
    public abstract void Bind(IDbBinder to);

    /// <summary>Called by whoever makes it.</summary>
    internal void Begin() => Span = StorageTrace.StartWrite();

    internal void Complete()
    {
        Ended();
        Span?.EndAside();
        if (Judge(Rows) is { } failure) _done.TrySetException(failure);
        else _done.TrySetResult(Rows);
    }

    internal void Fail(Exception failure)
    {
        Ended();
        Span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name).EndAside();
        _done.TrySetException(failure);
    }

    /// <summary>Looks at the number of changed rows after the commit; an exception makes the write a failure for its caller.</summary>
    protected virtual Exception? Judge(int rows) => null;

    /// <summary>Called once, when the parameters will not be asked for again.</summary>
    protected virtual void Ended()
    {
    }
}
