-- CreateTable
CREATE TABLE "custodian_key" (
    "id" UUID NOT NULL,
    "seat" TEXT NOT NULL,
    "holder_id" UUID NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL,
    "public_key" BYTEA,
    "locked" TEXT,
    "made_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "custodian_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_seal" (
    "question_id" UUID NOT NULL,
    "hr_key_id" UUID NOT NULL,
    "second_key_id" UUID NOT NULL,
    "box" BYTEA NOT NULL,

    CONSTRAINT "question_seal_pkey" PRIMARY KEY ("question_id")
);

-- CreateTable
CREATE TABLE "seal_opening" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "half" BYTEA,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "asker_box" BYTEA,
    "decider_box" BYTEA,

    CONSTRAINT "seal_opening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seal_opening_asked_at_id_idx" ON "seal_opening"("asked_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "seal_opening_question_id_asked_at_idx" ON "seal_opening"("question_id", "asked_at");

-- AddForeignKey
ALTER TABLE "custodian_key" ADD CONSTRAINT "custodian_key_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_seal" ADD CONSTRAINT "question_seal_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_seal" ADD CONSTRAINT "question_seal_hr_key_id_fkey" FOREIGN KEY ("hr_key_id") REFERENCES "custodian_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_seal" ADD CONSTRAINT "question_seal_second_key_id_fkey" FOREIGN KEY ("second_key_id") REFERENCES "custodian_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question_seal"("question_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two seats, each with one key in force, held by two people.
ALTER TABLE "custodian_key" ADD CONSTRAINT "custodian_key_seat" CHECK ("seat" IN ('hr', 'second'));
CREATE UNIQUE INDEX "custodian_key_of_seat" ON "custodian_key"("seat") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "custodian_key_of_holder" ON "custodian_key"("holder_id") WHERE "ended_at" IS NULL;
-- A private key stands here only locked, and only while its key is in force.
ALTER TABLE "custodian_key" ADD CONSTRAINT "custodian_key_made" CHECK (("public_key" IS NULL) = ("made_at" IS NULL) AND ("public_key" IS NULL OR octet_length("public_key") = 32));
ALTER TABLE "custodian_key" ADD CONSTRAINT "custodian_key_locked" CHECK (("locked" IS NOT NULL) = ("made_at" IS NOT NULL AND "ended_at" IS NULL));

create function custodian_key_stays() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.seat <> old.seat or (old.public_key is not null and new.public_key is distinct from old.public_key) then
    raise exception 'a key stays what it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger custodian_key_stays before update on custodian_key for each row execute function custodian_key_stays();

-- Who asked without a name is sealed, or the question is not asked; nobody changes a seal.
create function question_is_sealed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from question where id = new.id) and not exists (select 1 from question_seal where question_id = new.id) then
    raise exception 'a question without a name has a seal' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger question_is_sealed after insert on question deferrable initially deferred for each row when (new.capability_hash is not null) execute function question_is_sealed();

create function question_seal_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a seal is never changed' using errcode = 'check_violation';
end $$;
create trigger question_seal_stays before update on question_seal for each row execute function question_seal_stays();
ALTER TABLE "question_seal" ADD CONSTRAINT "question_seal_of_two" CHECK ("hr_key_id" <> "second_key_id");

-- One opening a question, waiting or done; decided by the other custodian; the halves stand only where they are needed.
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_status" CHECK ("status" IN ('waiting', 'opened', 'refused', 'withdrawn', 'expired'));
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_reason" CHECK (btrim("reason") <> '');
CREATE UNIQUE INDEX "seal_opening_of_question" ON "seal_opening"("question_id") WHERE "status" IN ('waiting', 'opened');
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_of_two" CHECK ("status" NOT IN ('opened', 'refused') OR ("decided_by_id" IS NOT NULL AND "decided_by_id" <> "asked_by_id"));
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_decided" CHECK (("status" = 'waiting') = ("decided_at" IS NULL));
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_half" CHECK (("status" = 'waiting') = ("half" IS NOT NULL));
ALTER TABLE "seal_opening" ADD CONSTRAINT "seal_opening_boxes" CHECK (("status" = 'opened') = ("asker_box" IS NOT NULL AND "decider_box" IS NOT NULL));

-- It begins with the holder of the first key; it is opened by the holder of the second, in time; then it stands as it is.
create function seal_opening_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'waiting' or not exists (
      select 1 from question_seal s join custodian_key k on k.id = s.hr_key_id where s.question_id = new.question_id and k.holder_id = new.asked_by_id and k.ended_at is null
    ) then
      raise exception 'an opening is asked for by the first custodian' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.status <> 'waiting' or new.question_id <> old.question_id or new.asked_by_id <> old.asked_by_id or new.reason <> old.reason or new.asked_at <> old.asked_at or new.expires_at <> old.expires_at then
    raise exception 'an opening that was decided stands as it is' using errcode = 'check_violation';
  end if;
  if new.status = 'opened' and (new.decided_at >= new.expires_at or not exists (
    select 1 from question_seal s join custodian_key a on a.id = s.hr_key_id join custodian_key b on b.id = s.second_key_id
    where s.question_id = new.question_id and a.holder_id = new.asked_by_id and a.ended_at is null and b.holder_id = new.decided_by_id and b.ended_at is null
  )) then
    raise exception 'an opening is confirmed by the second custodian, in time' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger seal_opening_goes_on before insert or update on seal_opening for each row execute function seal_opening_goes_on();
