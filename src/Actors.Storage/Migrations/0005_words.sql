create table tutor_words (
    user_id text not null,
    word text not null,
    first_met_at bigint not null,
    last_met_at bigint not null,
    met bigint not null,
    counted_through bigint not null default 0,
    right_answers bigint not null default 0,
    wrong_answers bigint not null default 0,
    answered_at bigint not null default 0,
    answered_through bigint not null default 0,
    card_state bigint not null default 0,
    card_step bigint not null default 0,
    stability_micros bigint not null default 0,
    difficulty_micros bigint not null default 0,
    due_at bigint not null default 0,
    primary key (user_id, word)
);

create index tutor_words_due on tutor_words (user_id, due_at);

create table tutor_activity (
    user_id text not null,
    slot bigint not null,
    turns bigint not null,
    right_answers bigint not null,
    wrong_answers bigint not null,
    counted_through bigint not null default 0,
    answered_through bigint not null default 0,
    primary key (user_id, slot)
);
