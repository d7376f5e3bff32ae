using System.Text.Json.Serialization;
using Actors.Accounts;
using Actors.Tutor;

namespace Actors;

/// <summary>The JSON in which grain state is stored. Members are only ever added: old records must stay readable.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TutorSessionState))]
[JsonSerializable(typeof(TutorTurn))]
[JsonSerializable(typeof(WordBookState))]
[JsonSerializable(typeof(TutorReply))]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(AccountState))]
public sealed partial class GrainStateJson : JsonSerializerContext;
