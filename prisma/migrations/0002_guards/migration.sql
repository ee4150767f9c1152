-- Events: seats hold in every committed state, by whatever path a row came (raw SQL included).
-- event.seats_taken, waiting_count and waitlist_no are counted from registration by a trigger; writing them by hand is refused.
alter table event add constraint event_ends_after_start check (ends_at > starts_at);
alter table event add constraint event_seats_within_capacity check (seats_taken >= 0 and (capacity is null or seats_taken <= capacity));
alter table event add constraint event_waiting_not_negative check (waiting_count >= 0);
alter table registration add constraint registration_waits_with_number check ((status = 'waitlisted') = (waitlist_no is not null));
alter table reminder add constraint reminder_kind check (kind in ('week', 'day', 'hour', 'soon'));

create function registration_takes_seat(status registration_status) returns int language sql immutable as
  $$ select case when status in ('going', 'attended', 'absent') then 1 else 0 end $$;
create function registration_waits(status registration_status) returns int language sql immutable as
  $$ select case when status = 'waitlisted' then 1 else 0 end $$;

create function event_count_registrations() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.event_id = old.event_id then
    update event set
      seats_taken = seats_taken + registration_takes_seat(new.status) - registration_takes_seat(old.status),
      waiting_count = waiting_count + registration_waits(new.status) - registration_waits(old.status),
      waitlist_no = greatest(waitlist_no, new.waitlist_no)
    where id = new.event_id;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    update event set
      seats_taken = seats_taken - registration_takes_seat(old.status),
      waiting_count = waiting_count - registration_waits(old.status)
    where id = old.event_id;
  end if;
  if tg_op <> 'DELETE' then
    update event set
      seats_taken = seats_taken + registration_takes_seat(new.status),
      waiting_count = waiting_count + registration_waits(new.status),
      waitlist_no = greatest(waitlist_no, new.waitlist_no)
    where id = new.event_id;
  end if;
  return null;
end $$;
create trigger event_count_registrations after insert or delete or update of event_id, status, waitlist_no on registration
  for each row execute function event_count_registrations();

create function event_count_nothing() returns trigger language plpgsql as $$
begin
  update event set seats_taken = 0, waiting_count = 0 where seats_taken <> 0 or waiting_count <> 0;
  return null;
end $$;
create trigger event_count_nothing after truncate on registration for each statement execute function event_count_nothing();

-- Only a trigger (depth above 1) may write what is counted.
create function event_refuse_counts() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'seats_taken, waiting_count and waitlist_no are counted from registration' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger event_refuse_counts before update of seats_taken, waiting_count, waitlist_no on event for each row
  when ((old.seats_taken, old.waiting_count, old.waitlist_no) is distinct from (new.seats_taken, new.waiting_count, new.waitlist_no))
  execute function event_refuse_counts();
create trigger event_refuse_counts_at_start before insert on event for each row
  when (new.seats_taken <> 0 or new.waiting_count <> 0 or new.waitlist_no <> 0)
  execute function event_refuse_counts();
