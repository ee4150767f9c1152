-- Seats of an event are counted for the place and for online apart; what waits, is offered or asked for has its own state.
-- Whatever writes the rows: taken (going, offered, attended, absent) never rises above the capacity of its kind. A capacity lowered
-- below what is taken throws nobody out; until others have left, nobody new comes in (the limit falls with those who leave).

drop trigger event_count_registrations on registration;
drop trigger event_count_nothing on registration;
drop trigger event_refuse_counts on event;
drop trigger event_refuse_counts_at_start on event;
drop function event_count_registrations();
drop function event_count_nothing();
drop function event_refuse_counts();

-- CreateEnum
CREATE TYPE "seat_kind" AS ENUM ('venue', 'online');

-- AlterTable
ALTER TABLE "event"
  ADD COLUMN "venue_capacity" INTEGER,
  ADD COLUMN "venue_taken" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "venue_waiting" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "venue_limit" INTEGER,
  ADD COLUMN "online_capacity" INTEGER,
  ADD COLUMN "online_taken" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "online_waiting" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "online_limit" INTEGER,
  ADD COLUMN "offers_seats" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "needs_approval" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "shows_roster" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "questions" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "needs_erased_at" TIMESTAMPTZ(3);
ALTER TABLE "registration"
  ADD COLUMN "seat" "seat_kind",
  ADD COLUMN "offered_until" TIMESTAMPTZ(3),
  ADD COLUMN "answers" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "is_listed" BOOLEAN NOT NULL DEFAULT false;

-- The one number of a hybrid event was its place's.
update registration r set seat = (case when e.mode = 'online' then 'online' else 'venue' end)::seat_kind from event e where e.id = r.event_id;
alter table registration alter column seat set not null;
update event set
  venue_capacity = case when mode <> 'online' then capacity end, venue_limit = case when mode <> 'online' then capacity end,
  venue_taken = case when mode <> 'online' then seats_taken else 0 end, venue_waiting = case when mode <> 'online' then waiting_count else 0 end,
  online_capacity = case when mode = 'online' then capacity end, online_limit = case when mode = 'online' then capacity end,
  online_taken = case when mode = 'online' then seats_taken else 0 end, online_waiting = case when mode = 'online' then waiting_count else 0 end;
alter table event drop column capacity, drop column seats_taken, drop column waiting_count;

DROP INDEX "registration_event_id_status_waitlist_no_idx";
CREATE INDEX "registration_event_id_status_seat_waitlist_no_idx" ON "registration"("event_id", "status", "seat", "waitlist_no");
CREATE INDEX "registration_event_id_created_at_member_id_idx" ON "registration"("event_id", "created_at", "member_id");
create index registration_offered on registration (offered_until) where offered_until is not null;
create index event_waited_for on event (ends_at) where venue_waiting + online_waiting > 0;
create index event_needs_kept on event (ends_at) where needs_erased_at is null;

alter table event
  add constraint event_capacity_not_negative check (venue_capacity >= 0 and online_capacity >= 0),
  add constraint event_venue_within_capacity check (venue_taken >= 0 and (venue_limit is null or venue_taken <= venue_limit)),
  add constraint event_online_within_capacity check (online_taken >= 0 and (online_limit is null or online_taken <= online_limit)),
  add constraint event_waiting_not_negative check (venue_waiting >= 0 and online_waiting >= 0),
  add constraint event_seats_of_its_mode check (
    mode = 'hybrid' or (mode = 'online' and venue_taken = 0 and venue_waiting = 0) or (mode = 'venue' and online_taken = 0 and online_waiting = 0));
alter table registration add constraint registration_offered_until check ((status = 'offered') = (offered_until is not null));
alter table reminder drop constraint reminder_kind;
alter table reminder add constraint reminder_kind check (kind in ('week', 'day', 'hour', 'soon', 'after'));

create or replace function registration_takes_seat(status registration_status) returns int language sql immutable as
  $$ select case when status in ('going', 'offered', 'attended', 'absent') then 1 else 0 end $$;

create function event_count(of_event uuid, of_seat seat_kind, taken int, waiting int, waits_as int) returns void language plpgsql as $$
begin
  if taken = 0 and waiting = 0 and waits_as is null then return; end if;
  update event set
    venue_taken = venue_taken + case when of_seat = 'venue' then taken else 0 end,
    venue_waiting = venue_waiting + case when of_seat = 'venue' then waiting else 0 end,
    online_taken = online_taken + case when of_seat = 'online' then taken else 0 end,
    online_waiting = online_waiting + case when of_seat = 'online' then waiting else 0 end,
    waitlist_no = greatest(waitlist_no, waits_as)
  where id = of_event;
end $$;

create function event_count_registrations() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.event_id = old.event_id and new.seat = old.seat then
    perform event_count(new.event_id, new.seat, registration_takes_seat(new.status) - registration_takes_seat(old.status), registration_waits(new.status) - registration_waits(old.status), new.waitlist_no);
    return null;
  end if;
  if tg_op <> 'INSERT' then perform event_count(old.event_id, old.seat, -registration_takes_seat(old.status), -registration_waits(old.status), null); end if;
  if tg_op <> 'DELETE' then perform event_count(new.event_id, new.seat, registration_takes_seat(new.status), registration_waits(new.status), new.waitlist_no); end if;
  return null;
end $$;
create trigger event_count_registrations after insert or delete or update of event_id, seat, status, waitlist_no on registration
  for each row execute function event_count_registrations();

create function event_count_nothing() returns trigger language plpgsql as $$
begin
  update event set venue_taken = 0, venue_waiting = 0, online_taken = 0, online_waiting = 0
    where venue_taken <> 0 or venue_waiting <> 0 or online_taken <> 0 or online_waiting <> 0;
  return null;
end $$;
create trigger event_count_nothing after truncate on registration for each statement execute function event_count_nothing();

-- Only a trigger (depth above 1) may write what is counted.
create function event_refuse_counts() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'seats taken, waiting and waitlist_no are counted from registration' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger event_refuse_counts before update of venue_taken, venue_waiting, online_taken, online_waiting, waitlist_no on event for each row
  when ((old.venue_taken, old.venue_waiting, old.online_taken, old.online_waiting, old.waitlist_no)
    is distinct from (new.venue_taken, new.venue_waiting, new.online_taken, new.online_waiting, new.waitlist_no))
  execute function event_refuse_counts();
create trigger event_refuse_counts_at_start before insert on event for each row
  when (new.venue_taken <> 0 or new.venue_waiting <> 0 or new.online_taken <> 0 or new.online_waiting <> 0 or new.waitlist_no <> 0)
  execute function event_refuse_counts();

-- The limit of seats: the capacity; when that is lowered below those who have a seat, as many as they are, and fewer with each who leaves.
create function event_limit(capacity int, was_taken int, is_taken int) returns int language sql immutable as
  $$ select case when capacity is not null then greatest(capacity, least(was_taken, is_taken)) end $$;
create function event_limit_seats() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.venue_limit := new.venue_capacity;
    new.online_limit := new.online_capacity;
    return new;
  end if;
  new.venue_limit := old.venue_limit;
  new.online_limit := old.online_limit;
  if new.venue_capacity is distinct from old.venue_capacity or new.venue_taken < old.venue_taken then
    new.venue_limit := event_limit(new.venue_capacity, old.venue_taken, new.venue_taken);
  end if;
  if new.online_capacity is distinct from old.online_capacity or new.online_taken < old.online_taken then
    new.online_limit := event_limit(new.online_capacity, old.online_taken, new.online_taken);
  end if;
  -- What registrants need is kept until 30 days after the end, wherever that moves.
  if new.ends_at > old.ends_at then new.needs_erased_at := null; end if;
  return new;
end $$;
create trigger event_limit_seats before insert or update of venue_capacity, venue_taken, venue_limit, online_capacity, online_taken, online_limit, ends_at on event
  for each row execute function event_limit_seats();
