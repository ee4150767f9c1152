-- Reactions count in what is talked about, a quarter of a post each. Nothing is counted anew: a share is added when one comes and taken off when it goes.
ALTER TABLE "reaction_mark" ADD COLUMN     "gain" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- The weight of a reaction of one time, seen from another: it fades by half in 3.5 days, as posts do.
create function reaction_weight(at timestamptz, seen timestamptz) returns float8 language sql immutable as $$
  select 0.25 * exp(greatest(-700, least(700, extract(epoch from at - seen)::float8 / 436272)))
$$;
-- The attention of a topic with a gain that is a share of a post written at that time; a loss leaves what posts have given.
create function topic_warmed(heat float8, at timestamptz, gain float8) returns float8 language sql immutable as $$
  select case when gain = 0 or heat - t > 8e6 then heat else t + 436272 * ln(greatest(exp(greatest(-18, (heat - t) / 436272)) + gain, exp(-18::float8))) end from (select extract(epoch from at)::float8 as t) seen
$$;
update topic t set heat = topic_warmed(t.heat, r.last, r.gain)
from (select p.topic_id, max(n.last) as last, sum(reaction_weight(n.at, n.last)) as gain
  from (select post_id, at, max(at) over () as last from reaction) n join post p on p.id = n.post_id group by p.topic_id) r
where r.topic_id = t.id;
