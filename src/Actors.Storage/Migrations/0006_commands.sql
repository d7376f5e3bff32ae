alter table tutor_turns add column command_id text;
