// Clauses as small tables: what was agreed, what came in, what each gets. In minor units.
// Each figure was worked out by hand from the domain (§4, §11), never copied from the program.
// Rows follow the form of table.ts; a title says what the table shows.

export const CLAUSE_TABLES: Readonly<Record<string, string>> = {
  "tiers by net: marginal across a boundary, never retroactive": `
    producer ana
    contract c1 bruno tiers net month 0.10 to 1000 0.20 to 1500 0.30
    s1 paid 900 → producer 810 · c1 90
    s2 paid 300 → producer 250 · c1 50
    s3 paid 800 → producer 590 · c1 210
    s4 paid 100 → producer 70 · c1 30
    s5 paid 100 EUR → producer 90 · c1 10
    s6 paid 100 at 2026-04-01 → producer 90 · c1 10
    s7 paid 100 at 2026-03-31T23:59:59.999Z → producer 70 · c1 30
  `,
  "one sale through three tiers, exactly": `
    producer ana
    contract c1 bruno tiers net term 0.111111 to 100 0.222222 to 200 0.333333
    s1 paid 301 → producer 234 · c1 67
  `,
  "tiers count the contract's own base, and only sales in scope": `
    producer ana
    contract c1 bruno base gross scope affiliate tiers net year 0.10 to 1000 0.20
    s1 paid 5000 → producer 5000
    s2 paid 1000 fee stripe 500 by carla 0.1 → producer 350 · c1 100 · affiliate 50 · processor 500
    s3 paid 1000 by carla 0.1 at 2026-12-31 → producer 700 · c1 200 · affiliate 100
    s4 paid 1000 by carla 0.1 at 2027-01-01 → producer 800 · c1 100 · affiliate 100
  `,
  "volume grows also where nothing is left to share: by the base, never below 0": `
    producer ana
    contract c1 bruno base gross tiers net term 0.10 to 1000 0.20
    contract c2 dora tiers net term 0.10 to 1000 0.20
    s1 paid 1000 fee stripe 1500 → producer -500 · processor 1500
    s2 paid 1000 → producer 700 · c1 200 · c2 100
    s3 paid 1000 fee stripe 1500 → producer -500 · processor 1500
    s4 paid 1000 → producer 600 · c1 200 · c2 200
  `,
  "tiers by sales: the first upTo sales of the period get the first tier": `
    producer ana
    contract c1 bruno tiers sales quarter 0.10 to 2 0.20
    s1 paid 1000 → producer 900 · c1 100
    s2 paid 1000 EUR → producer 900 · c1 100
    s3 paid 1000 → producer 800 · c1 200
    s4 paid 1000 at 2026-04-01 → producer 900 · c1 100
  `,
  "the calendar is the plan's": `
    producer ana
    zone America/Sao_Paulo
    contract c1 bruno tiers sales month 0.10 to 1 0.20
    s1 paid 1000 at 2026-03-01T03:00:00Z → producer 900 · c1 100
    s2 paid 1000 at 2026-04-01T02:59:59Z → producer 800 · c1 200
    s3 paid 1000 at 2026-04-01T03:00:00Z → producer 900 · c1 100
    s4 paid 1000 at 2026-03-01T02:59:59Z → producer 900 · c1 100
  `,
  "cap.sales: sales after the n-th in scope earn 0, over all currencies": `
    producer ana
    contract c1 bruno 0.10 scope direct cap-sales 2
    s1 paid 1000 → producer 900 · c1 100
    s2 paid 1000 by carla 0.1 → producer 900 · affiliate 100
    s3 paid 1000 EUR → producer 900 · c1 100
    s4 paid 1000 → producer 1000
  `,
  "cap.earned: the quota is limited to what is left, per currency, the tightest of several": `
    producer ana
    contract c1 bruno 0.10 cap-earned 1000 cap-earned 250
    s1 paid 2000 → producer 1800 · c1 200
    s2 paid 2000 → producer 1950 · c1 50
    s3 paid 2000 → producer 2000
    s4 paid 2000 EUR → producer 1800 · c1 200
  `,
  "an exhausted cap crowds nobody out: it limits before abatement": `
    producer ana
    contract c1 bruno 0.40 base gross cap-earned 100
    contract c2 dora 0.30 base gross
    s1 paid 1000 fee stripe 600 → producer 0 · c1 100 · c2 300 · processor 600
    s2 paid 1000 fee stripe 600 → producer 100 · c2 300 · processor 600
  `,
  "cap.sales goes before abatement; the count grows capped or abated or not": `
    producer ana
    contract c1 bruno 0.40 base gross cap-sales 1
    contract c2 dora 0.30 base gross cap-sales 2
    s1 paid 1000 fee stripe 600 → producer 0 · c1 229 · c2 171 · processor 600 · abated
    s2 paid 1000 fee stripe 600 → producer 100 · c2 300 · processor 600
    s3 paid 1000 fee stripe 600 → producer 400 · processor 600
  `,
};
