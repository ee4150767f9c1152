-- A file stays with what it belongs to; only what its author took back gives it up, to another post of theirs.
create or replace function file_stays() returns trigger language plpgsql as $$
begin
  if new.owner_id = old.owner_id and new.bytes = old.bytes and old.subject = 'post' and new.subject = 'post' and new.subject_id is not null
    and exists (select 1 from post where id = old.subject_id and author_id = old.owner_id and withdrawn_at is not null) then
    return new;
  end if;
  raise exception 'a file stays with what it belongs to and with its owner' using errcode = 'check_violation';
end $$;
