-- The relay's two questions and the dead list, each over the few rows it is about.
create index outbox_ready on outbox (due_at, id) where relayed_at is null and failed_at is null;
create index outbox_relayed on outbox (relayed_at, id) where relayed_at is not null and failed_at is null;
create index outbox_dead on outbox (failed_at desc, id desc) where failed_at is not null;

-- Topics with posts that nobody has been told of yet.
create index topic_to_tell on topic (id) where tell_from is not null;

-- Mail that staff have to look at.
create index mail_problem on mail (created_at desc, id desc) where status in ('failed', 'unknown');
create index mail_sending on mail (sending_at) where status = 'sending';

alter table outbox add constraint outbox_known_queue check (queue in ('main', 'mail'));
