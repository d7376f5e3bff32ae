create table grain_state (
    grain_type text not null,
    grain_key text not null,
    state_name text not null,
    etag bigint not null,
    data text not null,
    primary key (grain_type, grain_key, state_name)
)$often_updated$;
