-- Makes the database of one subgraph and its two roles. May be run again, as to change a password.
--
--   OWNER_PASSWORD=... APPLICATION_PASSWORD=... psql <server> --set database=arena_users --file roles.sql
--
-- arena_users_owner owns the database and what is in it: migrations run as it.
-- arena_users reads and writes rows, and no more: the subgraph runs as it. It cannot alter, drop or make a table, nor
-- take away the triggers that keep the ledger from being changed, and no other database lets it in.
--
-- To be run by a superuser or, since PostgreSQL 16, by a role with CREATEDB, CREATEROLE and BYPASSRLS.
\set ON_ERROR_STOP on
\set QUIET on
set client_min_messages = warning;
\getenv owner_password OWNER_PASSWORD
\getenv application_password APPLICATION_PASSWORD
\set owner :database _owner
\set application :database

select format('create role %I', name)
from (values (:'owner'), (:'application')) as role (name)
where not exists (select from pg_roles where rolname = name)
\gexec
-- the tables in which jobs are kept have row security without a policy, so that their owner alone would see a row
alter role :"owner" login password :'owner_password';
alter role :"application" login bypassrls password :'application_password';

-- only a superuser gives a database to a role that it is no member of
select format('grant %I to current_user', :'owner')
where not (select rolsuper from pg_roles where rolname = current_user)
\gexec
select format('create database %I owner %I', :'database', :'owner')
where not exists (select from pg_database where datname = :'database')
\gexec
revoke all on database :"database" from public;
grant connect on database :"database" to :"application";

\connect :database
\set QUIET on
set client_min_messages = warning;
revoke all on schema public from public;
grant all on schema public to :"owner";
-- made here, so that what a migration makes in them is granted as it is made
create schema if not exists graphile_worker authorization :"owner";
create schema if not exists drizzle authorization :"owner";
grant usage on schema public, graphile_worker, drizzle to :"application";

grant select, insert, update, delete on all tables in schema public, graphile_worker to :"application";
grant usage, select on all sequences in schema public, graphile_worker to :"application";
-- which migrations there have been is to be seen, not to be changed
grant select on all tables in schema drizzle to :"application";
alter default privileges for role :"owner" in schema public, graphile_worker
  grant select, insert, update, delete on tables to :"application";
alter default privileges for role :"owner" in schema public, graphile_worker
  grant usage, select on sequences to :"application";
alter default privileges for role :"owner" in schema drizzle grant select on tables to :"application";
