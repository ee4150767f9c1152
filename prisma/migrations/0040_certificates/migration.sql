-- CreateTable
CREATE TABLE "certificate" (
    "number" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_event_id_member_id_key" ON "certificate"("event_id", "member_id");

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_event_id_member_id_fkey" FOREIGN KEY ("event_id", "member_id") REFERENCES "registration"("event_id", "member_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A number of twelve letters and digits that cannot be taken for one another.
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_number" CHECK ("number" ~ '^[0-9A-HJKMNP-TV-Z]{12}$');
-- Only of who took part; and what it says stays.
create function certificate_is_true() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'a certificate stays what it is' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from registration where event_id = new.event_id and member_id = new.member_id and status = 'attended') then
    raise exception 'a certificate is of who took part' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger certificate_is_true before insert or update on certificate for each row execute function certificate_is_true();
