namespace Actors.Delivery;

/// <summary>
/// Where the results of work beside a session's commands wait: each is taken in by a call of its own, so that it never runs in the
/// middle of another command. An activation that ends gets no calls any more; it takes in the rest itself. For use in the
/// activation's own context only.
/// </summary>
internal sealed class Inbox(ISessionDoorbell doorbell)
{
    private readonly Queue<Func<Task>> _results = new();
    private TaskCompletionSource? _came;

    /// <summary>Puts a result in.</summary>
    public void Post(Func<Task> result)
    {
        _results.Enqueue(result);
        if (_came is not null) _came.TrySetResult();
        else if (_results.Count == 1) _ = doorbell.Ring(); // for more of them it has been rung
    }

    /// <summary>Takes in what there is.</summary>
    public Task TakeInAsync()
    {
        while (_results.TryDequeue(out var result))
        {
            Task taken;
            try
            {
                taken = result();
            }
            catch
            {
                LeaveRest();
                throw;
            }
            if (!taken.IsCompletedSuccessfully) return _results.Count == 0 ? taken : RestAsync(taken);
        }
        return Task.CompletedTask;
    }

    private async Task RestAsync(Task taken)
    {
        try
        {
            await taken;
        }
        catch
        {
            LeaveRest();
            throw;
        }
        await TakeInAsync();
    }

    /// <summary>One has failed: the rest is for another call.</summary>
    private void LeaveRest()
    {
        if (_results.Count > 0 && _came is null) _ = doorbell.Ring();
    }

    /// <summary>For an activation that ends: takes in what there is and what comes, until it is enough or the time is over.</summary>
    public async Task TakeInUntilAsync(Func<bool> isEnough, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        while (true)
        {
            _came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await TakeInAsync();
            if (isEnough()) return;
            try
            {
                await _came.Task.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
