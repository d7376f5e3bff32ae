create table reminders (
    grain_type text not null,
    grain_key text not null,
    name text not null,
    first_tick_at bigint not null,
    period_ms bigint not null,
    next_tick_at bigint not null,
    primary key (grain_type, grain_key, name)
);

create index reminders_next_tick on reminders (next_tick_at);
