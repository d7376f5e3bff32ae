using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>A guest who registers keeps the tutor's memory, once.</summary>
public sealed class GuestUpgradeTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    [Fact]
    public async Task A_guest_who_registers_keeps_id_conversation_and_words()
    {
        await using var line = await app.ConnectAsync();
        await line.ChatAsync("我喜欢朋友");
        await line.ChatAsync("老师好");
        var before = await line.HistoryAsync();
        var member = await app.JoinAsync(token: line.Token);
        Assert.Equal(line.Connected.Text("user_id"), member.Id);
        await using var again = await app.ConnectAsync(token: member.Access);
        Assert.Equal(before, await again.HistoryAsync());
        Assert.Equal(4, before.Count);
        var words = (await app.GetAsync("/api/tutor/words/?page_size=100", member.Access)).Results().Select(static word => word.Text("word"));
        Assert.Contains("朋友", words);
    }

    [Fact]
    public async Task A_guest_cannot_register_twice()
    {
        var guest = await app.GuestAsync();
        var (first, second) = (AccountCalls.NewAddress(), AccountCalls.NewAddress());
        Assert.Equal(201, (int)(await app.RegisterAsync(first, token: guest.Access)).Status);
        Assert.Equal((409, "ALREADY_MEMBER"), (await app.RegisterAsync(second, token: guest.Access)).Refusal);
        Assert.Equal(401, (int)(await app.LoginAsync(second)).Status);
        Assert.NotEqual(guest.Id, (await app.JoinAsync(second)).Id); // the address stayed free
        Assert.Equal(guest.Id, (await app.SignInAsync(first)).Id);
    }

    [Fact]
    public async Task Registering_the_same_again_with_another_password_does_not_say_that_it_was_done()
    {
        var guest = await app.GuestAsync();
        var email = AccountCalls.NewAddress();
        Assert.Equal(201, (int)(await app.RegisterAsync(email, token: guest.Access)).Status);
        Assert.Equal(409, (int)(await app.RegisterAsync(email, "another password", token: guest.Access)).Status);
        Assert.Equal(200, (int)(await app.LoginAsync(email)).Status);
    }

    [Fact]
    public async Task Of_many_registrations_of_one_guest_at_once_one_succeeds()
    {
        var guest = await app.GuestAsync();
        var emails = Enumerable.Range(0, 20).Select(static _ => AccountCalls.NewAddress()).ToList();
        var answers = await Task.WhenAll(emails.Select(email => app.RegisterAsync(email, token: guest.Access)));
        var won = Assert.Single(Enumerable.Range(0, 20), n => (int)answers[n].Status == 201);
        Assert.All(answers.Where((_, n) => n != won), static answer => Assert.Equal((409, "ALREADY_MEMBER"), answer.Refusal));
        var logins = await Task.WhenAll(emails.Select(email => app.LoginAsync(email)));
        Assert.Equal([won], Enumerable.Range(0, 20).Where(n => (int)logins[n].Status == 200));
    }

    [Fact]
    public async Task A_member_s_token_registers_nobody()
    {
        var member = await app.JoinAsync();
        Assert.Equal((409, "ALREADY_MEMBER"), (await app.RegisterAsync(AccountCalls.NewAddress(), token: member.Access)).Refusal);
    }

    [Fact]
    public async Task An_address_that_is_taken_leaves_the_guest_as_he_was()
    {
        var (taken, guest) = (await app.JoinAsync(), await app.GuestAsync());
        Assert.Equal((409, "EMAIL_TAKEN"), (await app.RegisterAsync(taken.Email, token: guest.Access)).Refusal);
        Assert.Equal("guest", (await app.GetAsync("/api/auth/profile/", guest.Access)).Data.Text("status"));
        Assert.Equal(guest.Id, (await app.JoinAsync(token: guest.Access)).Id);
    }

    [Fact]
    public async Task A_token_that_is_no_good_makes_no_new_user_in_silence() =>
        Assert.Equal((401, "UNAUTHORIZED"), (await app.RegisterAsync(AccountCalls.NewAddress(), token: "nonsense")).Refusal);
}
