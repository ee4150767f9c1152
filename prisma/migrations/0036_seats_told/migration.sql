-- Whoever looks at an event hears that its registrations or its capacity changed, with how many seats are taken as the transaction ends:
-- one hint a transaction and event, whatever wrote the rows. Drafts are nobody's to hear of.
create function event_tell_seats(of_event uuid) returns void language plpgsql as $$
declare said text;
begin
  select jsonb_build_object('kind', 'event.seats', 'eventId', id, 'seats', jsonb_build_object(
    'venue', jsonb_build_object('capacity', venue_capacity, 'taken', venue_taken, 'waiting', venue_waiting),
    'online', jsonb_build_object('capacity', online_capacity, 'taken', online_taken, 'waiting', online_waiting)))::text
    into said from event where id = of_event and status <> 'draft';
  if said is not null then perform pg_notify('enishi_hint', said); end if;
end $$;

create function registration_tell() returns trigger language plpgsql as $$
begin
  perform event_tell_seats(coalesce(new.event_id, old.event_id));
  return null;
end $$;
create constraint trigger registration_tell after insert or update or delete on registration deferrable initially deferred for each row execute function registration_tell();

create function event_tell() returns trigger language plpgsql as $$
begin
  perform event_tell_seats(new.id);
  return null;
end $$;
create constraint trigger event_tell after update of venue_capacity, online_capacity on event deferrable initially deferred for each row
  when ((old.venue_capacity, old.online_capacity) is distinct from (new.venue_capacity, new.online_capacity)) execute function event_tell();
