-- A mentor's limit of open requests holds in every committed state, by whatever path a row came.
alter table mentor add constraint mentor_open_within_limit check (open_count >= 0 and open_count <= open_limit);

create function mentor_count_open() returns trigger language plpgsql as $$
declare
  was int := case when tg_op <> 'INSERT' and old.status in ('sent', 'accepted') then 1 else 0 end;
  becomes int := case when tg_op <> 'DELETE' and new.status in ('sent', 'accepted') then 1 else 0 end;
begin
  if was <> becomes then
    update mentor set open_count = open_count + becomes - was where member_id = coalesce(new.mentor_id, old.mentor_id);
  end if;
  return null;
end $$;

create trigger mentor_count_open after insert or update of status or delete on mentor_request
  for each row execute function mentor_count_open();

-- Somebody has at most one open request with the same mentor.
create unique index mentor_request_one_open on mentor_request (mentor_id, requester_id) where status in ('sent', 'accepted');
