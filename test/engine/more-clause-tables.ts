// The clauses mix, recoup, minimum, milestone and the highest affiliate rate, as small tables like those of
// clause-tables.ts. Each figure was worked out by hand from docs/split-format.md, never copied from the
// program. Rows follow the form of table.ts.

export const MORE_CLAUSE_TABLES: Readonly<Record<string, string>> = {
  "mix: another share for the products it names, the plain one for all others": `
    producer ana
    contract c1 bruno 0.10 mix product piano 0.20 violin 0
    s1 paid 1000 of piano → producer 800 · c1 200
    s2 paid 1000 of violin → producer 1000
    s3 paid 1000 of cello → producer 900 · c1 100
    s4 paid 1000 → producer 900 · c1 100
  `,
  "mix by category, under a cap of what is earned": `
    producer ana
    contract c1 bruno 0.10 mix category music 0.30 cap-earned 350
    s1 paid 1000 of piano in music → producer 700 · c1 300
    s2 paid 1000 of piano in music → producer 950 · c1 50
    s3 paid 1000 of music in books → producer 1000
  `,
  "mix by offer: the course with mentoring earns more, any other offer the plain share": `
    producer ana
    contract c1 bruno 0.10 mix offer mentoring 0.25
    s1 paid 1000 offer mentoring → producer 750 · c1 250
    s2 paid 1000 offer basic → producer 900 · c1 100
    s3 paid 1000 of mentoring → producer 900 · c1 100
  `,
  "recoup from the share: the producer has its advance back before the party earns": `
    producer ana
    contract c1 bruno 0.40 recoup 500 USD share
    s1 paid 1000 → producer 600 · c1+advance 400
    s2 paid 1000 EUR → producer 600 · c1 400
    s3 paid 1000 → producer 600 · c1 300 · c1+advance 100
    s4 paid 1000 → producer 600 · c1 400
  `,
  "an advance held back is earned, so a cap counts it": `
    producer ana
    contract c1 bruno 0.40 recoup 500 USD share cap-earned 900
    s1 paid 1000 → producer 600 · c1+advance 400
    s2 paid 1000 → producer 600 · c1 300 · c1+advance 100
    s3 paid 1000 → producer 900 · c1 100
  `,
  "a refund gives back what was held back, and it is recovered again": `
    producer ana
    contract c1 bruno 0.40 recoup 500 USD share
    s1 paid 1000 → producer 600 · c1+advance 400
    refund s1 500 → producer -300 · c1+advance -200
    s2 paid 1000 → producer 600 · c1 100 · c1+advance 300
    refund s1 500 → producer -300 · c1+advance -200
    s3 paid 1000 → producer 600 · c1 200 · c1+advance 200
  `,
  "recoup from the whole: a rate of the rest first, then the share of what is left": `
    producer ana
    contract c1 bruno 0.20 recoup 700 USD whole 0.5
    s1 paid 1000 → producer 400 · c1 100 · c1+recoup 500
    s2 paid 1000 EUR → producer 800 · c1 200
    s3 paid 1000 → producer 640 · c1 160 · c1+recoup 200
    s4 paid 1000 → producer 800 · c1 200
    refund s3 1000 → producer -640 · c1 -160 · c1+recoup -200
    s5 paid 1000 → producer 640 · c1 160 · c1+recoup 200
  `,
  "what is recouped first leaves before every contract; net and gross do not look at it": `
    producer ana
    platform market 0.10
    contract c1 bruno 0.20 recoup 10000 USD whole 0.3
    contract c2 dora 0.10
    contract c3 eva 0.10 base net
    s1 paid 1000 by carla 0.20 → producer 263 · c1 101 · c1+recoup 216 · c2 50 · c3 90 · affiliate 180 · platform 100
  `,
  "recouped first, an odd unit on a tie stays with the rest": `
    producer ana
    contract c1 bruno 0 recoup 10000 USD whole 0.5
    s1 paid 3 → producer 2 · c1+recoup 1
    s2 paid 1 → producer 1
    s3 paid 5 fee stripe 9 → producer -4 · processor 9
  `,
  "two who recoup from the whole, each its own rate of the same rest": `
    producer ana
    contract c1 bruno 0 recoup 300 USD whole 0.4
    contract c2 dora 0.10 recoup 1000 USD whole 0.2
    s1 paid 1001 → producer 451 · c1+recoup 300 · c2 50 · c2+recoup 200
    s2 paid 1000 → producer 720 · c2 80 · c2+recoup 200
  `,
  "only sales in scope recover": `
    producer ana
    contract c1 bruno 0.10 scope direct recoup 500 USD whole 0.5
    s1 paid 1000 by carla 0.10 → producer 900 · affiliate 100
    s2 paid 1000 → producer 450 · c1 50 · c1+recoup 500
  `,
  "minimum: what the period lacks is settled by the producer, once": `
    producer ana
    contract c1 bruno 0.10 minimum 500 USD month
    s1 paid 1000 → producer 900 · c1 100
    s2 paid 1000 EUR → producer 900 · c1 100
    settle 2026-03 USD → producer -400 · c1+minimum 400
    settle 2026-03 USD → producer 0
    refund s1 1000 → producer -900 · c1 -100
    settle 2026-03 USD → producer -100 · c1+minimum 100
    settle 2026-04 USD → producer -500 · c1+minimum 500
    settle 2026-04 EUR → producer 0
    settle 2026-Q1 USD → producer 0
    settle 2025-12 USD → producer 0
  `,
  "minimum: the days in force of the period, on the plan's calendar, rounded down": `
    producer ana
    zone America/Sao_Paulo
    contract c1 bruno 0.10 from 2026-03-17T03:00:00Z until 2026-05-01T03:00:00Z minimum 50000 USD month
    settle 2026-03 USD → producer -24193 · c1+minimum 24193
    settle 2026-04 USD → producer -50000 · c1+minimum 50000
    settle 2026-05 USD → producer 0
  `,
  "minimum: a day is some of a period, however short the part of it in force": `
    producer ana
    contract c1 bruno 0.10 until 2026-05-01T00:00:00.0004Z minimum 3100 USD month
    contract c2 dora 0.10 until 2026-05-01T00:00:00.000Z minimum 3100 USD month
    settle 2026-05 USD → producer -100 · c1+minimum 100
  `,
  "minimum: a sale that comes late lowers what is still to be settled, never what was": `
    producer ana
    contract c1 bruno 0.50 minimum 500 USD quarter
    s1 paid 200 → producer 100 · c1 100
    settle 2026-Q1 USD → producer -400 · c1+minimum 400
    s2 paid 300 at 2026-02-01 → producer 150 · c1 150
    settle 2026-Q1 USD → producer 0
    refund s1 200 → producer -100 · c1 -100
    settle 2026-Q1 USD → producer 0
    refund s2 300 → producer -150 · c1 -150
    settle 2026-Q1 USD → producer -100 · c1+minimum 100
  `,
  "minimum: an advance held back was earned": `
    producer ana
    contract c1 bruno 0.50 recoup 300 USD share minimum 500 USD year
    s1 paid 1000 → producer 500 · c1 200 · c1+advance 300
    settle 2026 USD → producer 0
    refund s1 500 → producer -250 · c1 -100 · c1+advance -150
    settle 2026 USD → producer -250 · c1+minimum 250
  `,
  "milestone: the bonus once a period, by sales over all currencies": `
    producer ana
    contract c1 bruno 0.10 milestone sales month 2 gives 250 USD milestone sales month 3 gives 400 USD
    s1 paid 1000 → producer 900 · c1 100
    settle 2026-03 USD → producer 0
    s2 paid 1000 EUR → producer 900 · c1 100
    settle 2026-03 USD → producer -250 · c1+milestone 250
    s3 paid 1000 → producer 900 · c1 100
    settle 2026-03 USD → producer -400 · c1+milestone 400
    refund s1 1000 → producer -900 · c1 -100
    settle 2026-03 USD → producer 0
    settle 2026-04 USD → producer 0
  `,
  "milestone: by volume and by what was earned, of the term": `
    producer ana
    contract c1 bruno 0.10 base gross milestone net term 2000 gives 100 USD milestone earned term 150 gives 70 USD
    s1 paid 1000 → producer 900 · c1 100
    settle term USD → producer 0
    s2 paid 1000 at 2027-01-01 → producer 900 · c1 100
    settle term USD → producer -170 · c1+milestone 100 · c1+milestone 70
    settle term USD → producer 0
  `,
  "the highest affiliate rate: what lies above is the producer's to bear": `
    producer ana
    contract c1 bruno 0.50 most 0.20
    contract c2 dora 0.10
    s1 paid 1000 by carla 0.20 → producer 320 · c1 400 · c2 80 · affiliate 200
    s2 paid 1000 by carla 0.30 → producer 230 · c1 400 · c2 70 · affiliate 300
    s3 paid 1000 → producer 400 · c1 500 · c2 100
    s4 paid 1000 by carla 1 → producer 0 · affiliate 1000 · abated
  `,
  "the highest affiliate rate of gross, with an odd unit, and beside a recoupment": `
    producer ana
    platform market 0.10
    affiliate gross
    contract c1 bruno 0.50 most 0.15
    contract c2 dora 0 recoup 1000 USD whole 0.1
    s1 paid 999 by carla 0.40 → producer 100 · c1 349 · c2+recoup 50 · affiliate 400 · platform 100
  `,
};
