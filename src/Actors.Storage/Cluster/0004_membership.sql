-- Who is in the cluster, for a cluster without Redis. Every change raises the version of the table, and holds only if nobody else changed it first.
create table orleansmembershipversiontable (
    deploymentid text not null primary key,
    timestamp timestamptz not null default now(),
    version integer not null default 0
);

create table orleansmembershiptable (
    deploymentid text not null references orleansmembershipversiontable (deploymentid),
    address text not null,
    port integer not null,
    generation integer not null,
    siloname text not null,
    hostname text not null,
    status integer not null,
    proxyport integer,
    suspecttimes text,
    starttime timestamptz not null,
    iamalivetime timestamptz not null,
    primary key (deploymentid, address, port, generation)
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
with added as (insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId) on conflict do nothing returning 1)
select cast(count(*) as integer) from added
'),
('InsertMembershipKey', '
with raised as (
    update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version and not exists (
        select 1 from orleansmembershiptable
        where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid
), added as (
    insert into orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from raised
    returning 1
)
select cast(count(*) as integer) from added
'),
('UpdateMembershipKey', '
with raised as (
    update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version and exists (
        select 1 from orleansmembershiptable
        where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid
), changed as (
    update orleansmembershiptable silo set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    from raised
    where silo.deploymentid = raised.deploymentid and address = @Address and port = @Port and generation = @Generation
    returning 1
)
select cast(count(*) as integer) from changed
'),
('UpdateIAmAlivetimeKey', '
update orleansmembershiptable set iamalivetime = @IAmAliveTime
where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
'),
('MembershipReadRowKey', '
select v.deploymentid, address, port, generation, siloname, hostname, status, proxyport, suspecttimes, starttime, iamalivetime, version
from orleansmembershipversiontable v
left join orleansmembershiptable m on m.deploymentid = v.deploymentid and address = @Address and port = @Port and generation = @Generation
where v.deploymentid = @DeploymentId
'),
('MembershipReadAllKey', '
select v.deploymentid, address, port, generation, siloname, hostname, status, proxyport, suspecttimes, starttime, iamalivetime, version
from orleansmembershipversiontable v
left join orleansmembershiptable m on m.deploymentid = v.deploymentid
where v.deploymentid = @DeploymentId
'),
('GatewaysQueryKey', '
select address, proxyport, generation from orleansmembershiptable where deploymentid = @DeploymentId and status = @Status and proxyport > 0
'),
('CleanupDefunctSiloEntriesKey', '
delete from orleansmembershiptable where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3
'),
('DeleteMembershipTableEntriesKey', '
with silos as (delete from orleansmembershiptable where deploymentid = @DeploymentId)
delete from orleansmembershipversiontable where deploymentid = @DeploymentId
');
