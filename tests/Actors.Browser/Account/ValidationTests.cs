namespace Actors.Browser.Account;

/// <summary>What is wrong stands at its field, in the visitor's language.</summary>
public sealed class ValidationTests(Chromium browser, InstantHost host) : ConsoleTest(browser, host), IClassFixture<InstantHost>
{
    private const string Untold = """
        async () => {
          const { words } = await import('/account/words.js');
          return Object.entries(words).filter(([, texts]) => texts.length !== 4 || texts.some(text => !text.trim())).map(([key]) => key);
        }
        """;

    [Theory]
    [InlineData("en-US", "This field is required.", "This is not an address of mail.", "The two are not the same.", "This must have 8 to 128 characters.")]
    [InlineData("vi-VN", null, null, null, null)]
    [InlineData("zh-CN", null, null, null, null)]
    [InlineData("ar-EG", null, null, null, null)]
    public async Task Each_field_says_what_is_wrong_with_it(string language, string? required, string? address, string? mismatch, string? length)
    {
        var visitor = await NewVisitorAsync(language);
        visitor.AllowRefusals();
        var account = await visitor.OpenAccountAsync("#up");
        await account.SubmitAsync("sign-up");
        await WrongAsync(account, "name", required);
        await Expect(account.Field("sign-up", "name")).ToBeFocusedAsync();
        await account.FillAsync("sign-up", ("name", "An"), ("email", "nobody"), ("password", "short"), ("password_confirm", "short"));
        await account.SubmitAsync("sign-up");
        await WrongAsync(account, "email", address);
        await WrongAsync(account, "password", length);
        await account.FillAsync("sign-up", ("email", AccountPage.NewAddress()), ("password", "long enough"), ("password_confirm", "another one"));
        await account.SubmitAsync("sign-up");
        await WrongAsync(account, "password_confirm", mismatch);
        await Expect(account.Field("sign-up", "email")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(account.Problem("sign-up")).ToHaveTextAsync(Patterns.Something);
        await PageChecks.HoldAsync(account.Page);
    }

    [Fact]
    public async Task Every_text_is_there_in_each_language() => Assert.Empty(await Console.Page.EvaluateAsync<string[]>(Untold));

    private static async Task WrongAsync(AccountPage account, string field, string? text)
    {
        var input = account.Field("sign-up", field);
        await Expect(input).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(input).ToHaveAccessibleDescriptionAsync(Patterns.Something);
        if (text is not null) await Expect(account.Wrong("sign-up", field)).ToHaveTextAsync(text);
        else await Expect(account.Wrong("sign-up", field)).Not.ToContainTextAsync("This");
    }
}
