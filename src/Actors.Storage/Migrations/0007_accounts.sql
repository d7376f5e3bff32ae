create table users (
    id text not null primary key,
    email text not null,
    name text not null,
    role text not null,
    plan text not null,
    status text not null,
    created_at bigint not null,
    revision bigint not null,
    search text not null
);

create index users_created on users (created_at);

create table user_sessions (
    id text not null primary key,
    user_id text not null,
    created_at bigint not null,
    used_at bigint not null,
    expires_at bigint not null,
    agent text not null,
    address text not null,
    is_open bigint not null
);

create index user_sessions_user on user_sessions (user_id);

create table revocations (
    subject text not null primary key,
    floor bigint not null,
    at bigint not null,
    expires_at bigint not null
);

create index revocations_at on revocations (at);

create table audit_log (
    id text not null primary key,
    at bigint not null,
    action text not null,
    subject_id text not null,
    actor_id text not null,
    address text not null,
    request_id text not null,
    detail text not null
);

create index audit_log_at on audit_log (at);
create index audit_log_subject on audit_log (subject_id, at);

$never_changed(audit_log)$
