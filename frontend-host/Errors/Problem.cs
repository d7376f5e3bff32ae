using Actors.Texts;

namespace Actors.Errors;

/// <summary>Something that can be wrong, with its stable code. Its text is in the resource files, by the code.</summary>
internal sealed record Problem(string Code, int HttpStatus)
{
    public static readonly Problem InvalidJson = new("INVALID_JSON", 400);
    public static readonly Problem UnknownAction = new("UNKNOWN_ACTION", 400);
    public static readonly Problem InvalidField = new("VALIDATION_FAILED", 400);
    public static readonly Problem EmptyMessage = new("EMPTY_MESSAGE", 400);
    public static readonly Problem MessageTooLong = new("MESSAGE_TOO_LONG", 400);
    public static readonly Problem InvalidRole = new("INVALID_ROLE", 400);
    public static readonly Problem IdConflict = new("ID_CONFLICT", 409);
    public static readonly Problem Busy = new("TURN_IN_PROGRESS", 409);
    public static readonly Problem QueueFull = new("QUEUE_FULL", 429);
    public static readonly Problem UnknownQuiz = new("QUIZ_NOT_FOUND", 404);
    public static readonly Problem RateLimited = new("RATE_LIMITED", 429);
    public static readonly Problem QuotaExceeded = new("QUOTA_EXCEEDED", 429);
    public static readonly Problem TooManyConnections = new("TOO_MANY_CONNECTIONS", 429);
    public static readonly Problem BinaryFrame = new("BINARY_NOT_SUPPORTED", 400);
    public static readonly Problem Forbidden = new("FORBIDDEN", 403);
    public static readonly Problem MembersOnly = new("MEMBERS_ONLY", 403);
    public static readonly Problem OriginRefused = new("ORIGIN_REFUSED", 403);
    public static readonly Problem OwnAccess = new("OWN_ACCESS", 409);
    public static readonly Problem Unauthorized = new("UNAUTHORIZED", 401);
    public static readonly Problem InvalidCredentials = new("INVALID_CREDENTIALS", 401);
    public static readonly Problem AccountLocked = new("ACCOUNT_LOCKED", 429);
    public static readonly Problem AccountDisabled = new("ACCOUNT_DISABLED", 403);
    public static readonly Problem EmailTaken = new("EMAIL_TAKEN", 409);
    public static readonly Problem AlreadyMember = new("ALREADY_MEMBER", 409);
    public static readonly Problem InvalidCode = new("INVALID_CODE", 400);
    public static readonly Problem WrongPassword = new("WRONG_PASSWORD", 400);
    public static readonly Problem OAuthFailed = new("OAUTH_FAILED", 400);
    public static readonly Problem OAuthDenied = new("OAUTH_DENIED", 400);
    public static readonly Problem NotFound = new("NOT_FOUND", 404);
    public static readonly Problem MethodNotAllowed = new("METHOD_NOT_ALLOWED", 405);
    public static readonly Problem WrongType = new("UNSUPPORTED_MEDIA_TYPE", 415);
    public static readonly Problem BodyTooLarge = new("PAYLOAD_TOO_LARGE", 413);
    public static readonly Problem UpgradeRequired = new("UPGRADE_REQUIRED", 426);
    public static readonly Problem NoSpeech = new("NO_SPEECH_ENGINE", 503);
    public static readonly Problem SpeechBusy = new("SPEECH_BUSY", 503);
    public static readonly Problem SpeechFailed = new("SPEECH_FAILED", 502);
    public static readonly Problem ServerBusy = new("SERVER_BUSY", 503);
    public static readonly Problem Storage = new("STORAGE_UNAVAILABLE", 503);
    public static readonly Problem Internal = new("INTERNAL_ERROR", 500);

    /// <summary>Its text.</summary>
    public LocalText Text { get; } = LocalText.Of(Code);

    /// <summary>The text in the language that an Accept-Language value asks for.</summary>
    public string In(string acceptLanguage) => Text.In(acceptLanguage);
}
