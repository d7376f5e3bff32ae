using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Actors.Errors;
using Actors.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Api;

/// <summary>A body whose fields depend on each other.</summary>
internal interface IChecked
{
    /// <summary>What is wrong: a field as it is written in JSON, and the key of the text.</summary>
    IEnumerable<(string Field, string Text)> Check();
}

/// <summary>Checks bodies and queries by the attributes of their members, before a handler sees them.</summary>
internal static class Validation
{
    private static readonly ConcurrentDictionary<Type, Rule[]> Rules = new();

    /// <summary>The filter of a route; none where nothing is to be checked.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var places = context.MethodInfo.GetParameters().Select(static (parameter, at) => (parameter, at)).Where(static p => IsChecked(p.parameter.ParameterType)).Select(static p => p.at).ToArray();
        return places.Length == 0 ? next : call =>
        {
            foreach (var at in places)
            {
                if (call.Arguments[at] is { } body && Check(body, call.HttpContext.Request.Headers.AcceptLanguage.ToString()) is { } details)
                {
                    return ValueTask.FromResult<object?>(Envelope.Error(call.HttpContext, Problem.InvalidField, details));
                }
            }
            return next(call);
        };
    }

    /// <summary>What is wrong with each field; null when nothing is.</summary>
    public static Dictionary<string, string[]>? Check(object body, string language)
    {
        Dictionary<string, string[]>? details = null;
        foreach (var rule in Rules.GetOrAdd(body.GetType(), RulesOf))
        {
            var value = rule.Read(body);
            if (rule.Wrong(value) is { } text) (details ??= new(StringComparer.Ordinal)).TryAdd(rule.Field, [text.In(language)]);
        }
        if (details is not null || body is not IChecked whole) return details;
        foreach (var (field, text) in whole.Check()) (details ??= new(StringComparer.Ordinal)).TryAdd(field, [LocalText.Of(text).In(language)]);
        return details;
    }

    private static bool IsChecked(Type type) => typeof(IChecked).IsAssignableFrom(type) || (type.Namespace?.StartsWith("Actors", StringComparison.Ordinal) is true && RulesOf(type).Length > 0);

    private static Rule[] RulesOf(Type type) => [.. type.GetProperties().Select(static property => new Rule(
        property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), Reader(property),
        [.. property.GetCustomAttributes<ValidationAttribute>()])).Where(static rule => rule.Attributes.Length > 0)];

    private static Func<object, object?> Reader(PropertyInfo property)
    {
        var body = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(body, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), body).Compile();
    }

    private sealed record Rule(string Field, Func<object, object?> Read, ValidationAttribute[] Attributes)
    {
        public LocalText? Wrong(object? value)
        {
            foreach (var attribute in Attributes)
            {
                if ((value is null && attribute is not RequiredAttribute) || attribute.IsValid(value)) continue;
                return FieldTexts.Of(attribute);
            }
            return null;
        }
    }
}
