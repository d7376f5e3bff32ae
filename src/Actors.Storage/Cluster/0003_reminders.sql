create table orleansreminderstable (
    serviceid text not null,
    grainid text not null,
    remindername text not null,
    starttime timestamptz not null,
    period bigint not null,
    grainhash integer not null,
    version integer not null,
    primary key (serviceid, grainid, remindername)
);

-- Each silo reads the reminders of its part of the ring of hashes.
create index orleansreminderstable_hash on orleansreminderstable (serviceid, grainhash);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (serviceid, grainid, remindername) do update
set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = orleansreminderstable.version + 1
returning version
'),
('ReadReminderRowsKey', '
select grainid, remindername, starttime, period, version from orleansreminderstable where serviceid = @ServiceId and grainid = @GrainId
'),
('ReadReminderRowKey', '
select grainid, remindername, starttime, period, version from orleansreminderstable
where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName
'),
('ReadRangeRows1Key', '
select grainid, remindername, starttime, period, version from orleansreminderstable
where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash
'),
('ReadRangeRows2Key', '
select grainid, remindername, starttime, period, version from orleansreminderstable
where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)
'),
('DeleteReminderRowKey', '
with gone as (
    delete from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
    returning 1
)
select cast(count(*) as integer) from gone
'),
('DeleteReminderRowsKey', '
delete from orleansreminderstable where serviceid = @ServiceId
');
