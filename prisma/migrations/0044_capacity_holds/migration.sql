-- In every committed state those who have a seat or are offered one are no more than the capacity, whatever writes the rows and
-- whichever way the capacity is changed: a capacity below what is taken is refused.
update event set venue_capacity = greatest(venue_capacity, venue_taken), online_capacity = greatest(online_capacity, online_taken)
  where venue_capacity < venue_taken or online_capacity < online_taken;

drop trigger event_limit_seats on event;
drop function event_limit_seats();
drop function event_limit(int, int, int);
alter table event
  drop constraint event_venue_within_capacity,
  drop constraint event_online_within_capacity,
  drop column "venue_limit",
  drop column "online_limit",
  add constraint event_venue_within_capacity check (venue_taken >= 0 and (venue_capacity is null or venue_taken <= venue_capacity)),
  add constraint event_online_within_capacity check (online_taken >= 0 and (online_capacity is null or online_taken <= online_capacity));

-- What registrants need is kept until 30 days after the end, wherever that moves.
create function event_keep_needs() returns trigger language plpgsql as $$
begin
  new.needs_erased_at := null;
  return new;
end $$;
create trigger event_keep_needs before update of ends_at on event for each row when (new.ends_at > old.ends_at) execute function event_keep_needs();
