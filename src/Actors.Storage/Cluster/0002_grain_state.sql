-- A grain's key is two numbers when it is a GUID in its usual form, else a text. Of every state there is one row: two activations that both
-- believe to be the first cannot both insert. Room in each page lets an update stay in it and leave the index alone.
create table orleansstorage (
    serviceid text not null,
    graintypestring text not null,
    grainidextensionstring text not null,
    grainidn0 bigint not null,
    grainidn1 bigint not null,
    payloadbinary bytea,
    modifiedon timestamptz not null,
    version integer not null,
    primary key (serviceid, graintypestring, grainidextensionstring, grainidn0, grainidn1)
) with (fillfactor = 50);

-- A statement that changes nothing returns nothing: then somebody else has written.
insert into orleansquery (querykey, querytext) values
('ReadFromStorageKey', '
select payloadbinary, version from orleansstorage
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
'),
('WriteToStorageKey', '
with updated as (
    update orleansstorage set payloadbinary = @PayloadBinary, modifiedon = now(), version = version + 1
    where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
        and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and version = @GrainStateVersion
    returning version
), inserted as (
    insert into orleansstorage (serviceid, graintypestring, grainidextensionstring, grainidn0, grainidn1, payloadbinary, modifiedon, version)
    select @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1, @PayloadBinary, now(), 1
    where @GrainStateVersion is null
    on conflict do nothing
    returning version
)
select version as newgrainstateversion from updated union all select version from inserted
'),
('ClearStorageKey', '
update orleansstorage set payloadbinary = null, modifiedon = now(), version = version + 1
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and version = @GrainStateVersion
returning version as newgrainstateversion
'),
('DeleteStorageKey', '
delete from orleansstorage
where serviceid = @ServiceId and graintypestring = @GrainTypeString and grainidextensionstring = coalesce(@GrainIdExtensionString, '''')
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and version = @GrainStateVersion
returning version + 1 as newgrainstateversion
');
