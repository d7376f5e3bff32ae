create table tutor_turns (
    session_id text not null,
    turn bigint not null,
    seq bigint not null,
    client_id text,
    at bigint not null,
    ended_at bigint not null,
    user_text text not null,
    answers text not null,
    reply text not null,
    sulking_level bigint not null,
    interrupted bigint not null,
    primary key (session_id, turn)
);
