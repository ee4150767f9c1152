-- A name in service that is another than today's. Who sees it is decided here once: every reader asks the shown column, and only that is folded for search.
ALTER TABLE "profile" ADD COLUMN     "former_kana" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "former_name" TEXT NOT NULL DEFAULT '';

alter table profile add column former_shown text generated always as (case when visibility ->> 'formerName' = 'members' then nullif(former_name, '') end) stored;
alter table profile add column former_norm text generated always as (case when visibility ->> 'formerName' = 'members' and former_name <> '' then search_fold(former_name || ' ' || replace(former_name, ' ', '') || ' ' || former_kana || ' ' || replace(former_kana, ' ', '')) end) stored;

create index profile_former on profile (member_id) where former_shown is not null;
create index profile_former_search on profile using gin (search_bigrams(former_norm)) with (fastupdate = off) where former_norm is not null;
