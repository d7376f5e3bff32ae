-- Orleans' relational providers do only what this table tells them: each reads its statements here when it starts.
create table orleansquery (
    querykey text not null primary key,
    querytext text not null
);
