create table chat_usage (
    user_id text not null,
    day bigint not null,
    provider text not null,
    model text not null,
    replies bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cost_micros bigint not null,
    primary key (user_id, day, provider, model)
);
