using Actors.Tests.Harness;

namespace Actors.Tests.Accounts;

/// <summary>Registering over HTTP: what is answered, in which words, and that an address belongs to one.</summary>
public sealed class RegisterTests(OpenDoorApp app) : IClassFixture<OpenDoorApp>
{
    [Theory]
    [InlineData("/api/auth/register")]
    [InlineData("/api/auth/register/")]
    public async Task A_new_member_is_created(string path)
    {
        var email = AccountCalls.NewAddress();
        var answer = await app.PostAsync(path, new { name = "Nguyễn Thị Linh", email, password = AccountCalls.Password, password_confirm = AccountCalls.Password });
        Assert.Equal((201, 201, "success"), ((int)answer.Status, answer.Body.Number("code"), answer.Body.Status()));
        Assert.Equal(("Nguyễn Thị Linh", email), (answer.Data.Text("name"), answer.Data.Text("email")));
        Assert.NotEmpty(answer.Data.Text("id"));
        Assert.InRange(answer.Data.GetProperty("created_at").GetDateTime(), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        Assert.EndsWith("Z", answer.Data.Text("created_at"), StringComparison.Ordinal);
        Assert.Equal(4, answer.Data.EnumerateObject().Count());
        Assert.NotEmpty(answer.Header("X-Request-ID"));
    }

    [Theory]
    [InlineData(null, "User registered successfully")]
    [InlineData("en-GB", "User registered successfully")]
    [InlineData("ar", "تم تسجيل المستخدم بنجاح")]
    [InlineData("zh-CN,zh;q=0.9", "注册成功")]
    [InlineData("fr, vi;q=0.8, en;q=0.2", "Đăng ký thành công")]
    [InlineData("fr", "User registered successfully")]
    public async Task The_message_is_in_the_language_of_the_client(string? language, string message)
    {
        var answer = await app.RegisterAsync(AccountCalls.NewAddress(), language: language);
        Assert.Equal((message, "User registered successfully", "تم تسجيل المستخدم بنجاح"), (answer.Body.Text("message"), answer.Body.Text("en"), answer.Body.Text("ar")));
    }

    [Theory]
    [InlineData("name", "", "This field is required.")]
    [InlineData("name", "  ", "This field is required.")]
    [InlineData("name", null, "This field is required.")]
    [InlineData("name", "a\u202eb", "This has characters that are not allowed.")]
    [InlineData("name", "a\nb", "This has characters that are not allowed.")]
    [InlineData("email", "", "This field is required.")]
    [InlineData("email", "no address", "This is not an address of mail.")]
    [InlineData("email", "a@localhost", "This is not an address of mail.")]
    [InlineData("email", "a@@example.com", "This is not an address of mail.")]
    [InlineData("email", "a b@example.com", "This is not an address of mail.")]
    [InlineData("email", "Linh <a@example.com>", "This is not an address of mail.")]
    [InlineData("email", "a@example.com\r\nBcc: b@example.com", "This is not an address of mail.")]
    [InlineData("email", ".a@example.com", "This is not an address of mail.")]
    [InlineData("email", "a..b@example.com", "This is not an address of mail.")]
    [InlineData("password", "seven77", "This must have 8 to 128 characters.")]
    [InlineData("password", null, "This field is required.")]
    [InlineData("password_confirm", "another one", "The two are not the same.")]
    public async Task A_wrong_field_is_named(string field, string? value, string text)
    {
        var body = new Dictionary<string, string?> { ["name"] = "Linh", ["email"] = AccountCalls.NewAddress(), ["password"] = AccountCalls.Password, ["password_confirm"] = AccountCalls.Password, [field] = value };
        if (field == "password") body["password_confirm"] = value;
        var answer = await app.PostAsync("/api/auth/register/", body);
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.Equal(text, answer.Detail(field));
        Assert.False(answer.Body.GetProperty("success").GetBoolean());
        Assert.NotEmpty(answer.Body.Text("trace_id"));
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once_in_the_language_of_the_client()
    {
        var answer = await app.PostAsync("/api/auth/register/", new { name = "", email = "x", password = "short" }, language: "zh");
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.Equal(("此字段必填。", "这不是有效的邮箱。", "长度须为 8 到 128 个字符。", "此字段必填。"), (answer.Detail("name"), answer.Detail("email"), answer.Detail("password"), answer.Detail("password_confirm")));
    }

    [Fact]
    public async Task A_password_is_not_the_address()
    {
        var email = AccountCalls.NewAddress();
        Assert.NotEmpty((await app.RegisterAsync(email, email.ToUpperInvariant())).Detail("password"));
    }

    [Theory]
    [InlineData(128, 201)]
    [InlineData(129, 400)]
    public async Task A_password_has_128_characters_at_most(int length, int status) =>
        Assert.Equal(status, (int)(await app.RegisterAsync(AccountCalls.NewAddress(), new('密', length))).Status);

    [Theory]
    [InlineData("vi", "Địa chỉ này đã được đăng ký.")]
    [InlineData("en", "This address is already registered.")]
    public async Task An_address_is_taken_once(string language, string message)
    {
        var email = AccountCalls.NewAddress();
        await app.RegisterAsync(email);
        var answer = await app.RegisterAsync(email.ToUpperInvariant(), language: language);
        Assert.Equal((409, "EMAIL_TAKEN", message), (answer.Refusal.Status, answer.Refusal.Code, answer.Body.Text("message")));
        Assert.Equal(200, (int)(await app.LoginAsync(email)).Status); // and stays whose it was
    }

    [Fact]
    public async Task Of_a_hundred_who_spell_one_address_in_many_ways_at_once_one_gets_it()
    {
        var local = Guid.NewGuid().ToString("N");
        string[] spellings =
        [
            $"jos\u00e9.{local}@bücher.example", $"JOS\u00c9.{local}@BÜCHER.EXAMPLE", $"jos\u00c9.{local}@xn--bcher-kva.example",
            $"Jos\u00e9.{local.ToUpperInvariant()}@XN--BCHER-KVA.Example", $" jos\u00e9.{local}@Bücher.example\t",
        ];
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => app.RegisterAsync(spellings[n % spellings.Length], $"password of {n}")));
        Assert.All(answers, static answer => Assert.Contains((int)answer.Status, (int[])[201, 409]));
        var winner = Assert.Single(Enumerable.Range(0, 100), n => (int)answers[n].Status == 201);
        foreach (var spelling in spellings) Assert.Equal(answers[winner].Data.Text("id"), (await app.SignInAsync(spelling, $"password of {winner}")).Id);
        var search = await app.GetAsync($"/api/v1/admin/users/?search={local}", app.OperatorToken());
        Assert.Equal(1, search.Data.Number("count"));
    }

    [Theory]
    [InlineData("jose\u0301", "bücher.example")]
    [InlineData("jos\u00e9", "bu\u0308cher.example")]
    [InlineData("jos\u00e9", "ｂücher.example")]
    [InlineData("jos\u00e9", "bücher\u3002example")]
    [InlineData("nguye\u0302\u0303n", "example.com")]
    [InlineData("\u1100\u1161", "example.com")]
    public async Task Letters_that_can_be_written_in_two_ways_are_written_in_one(string local, string domain)
    {
        var answer = await app.RegisterAsync($"{local}.{Guid.NewGuid():N}@{domain}");
        Assert.Equal((400, "VALIDATION_FAILED"), answer.Refusal);
        Assert.NotEmpty(answer.Detail("email"));
    }

    [Theory]
    [InlineData("x.y@example.com", "xy@example.com")]
    [InlineData("x+1@example.com", "x@example.com")]
    [InlineData("ı@example.com", "i@example.com")]
    [InlineData("x@example.com", "x@sub.example.com")]
    public async Task Addresses_that_differ_are_two(string one, string other)
    {
        var prefix = Guid.NewGuid().ToString("N");
        Assert.NotEqual((await app.JoinAsync(prefix + one)).Id, (await app.JoinAsync(prefix + other)).Id);
    }
}

/// <summary>It checks as many passwords at once as are asked.</summary>
public sealed class OpenDoorApp() : ActorsApp("--Auth:SignInsAtOnce=10000", "--Auth:ResetTakes=00:00:00");
