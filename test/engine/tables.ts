// Every rule of the split as a small table: what was agreed, what came in, what each gets. Amounts in minor units.
// Each figure was worked out by hand from the domain (§3, §6, §11), never copied from the program.
// Rows follow the form of table.ts; a title says what the table shows.

export const TABLES: Readonly<Record<string, string>> = {
  "worked: platform 9.9 % + 0.50, affiliate 35 %, co-producer 10 %": `
    producer ana
    platform market 0.099 + 50 USD
    contract c1 bruno 0.10
    s1 paid 10000 by carla 0.35 → producer 5242 · c1 582 · affiliate 3136 · platform 1040
  `,
  "worked: 7 % + 1.00, co-producer 40 %, direct": `
    producer ana
    platform market 0.07 + 100 USD
    contract c1 bruno 0.40
    s1 paid 10000 → producer 5520 · c1 3680 · platform 800
  `,
  "worked: affiliate 30 % of gross, co-producer 50 %": `
    producer ana
    affiliate gross
    contract c1 bruno 0.50
    s1 paid 20000 by carla 0.30 → producer 7000 · c1 7000 · affiliate 6000
  `,
  "worked: VAT, fee, affiliate 50 %, two co-producers of a third": `
    producer ana
    contract c1 bruno 0.333333
    contract c2 dora 0.333333
    s1 paid 10000 tax 1597 fee stripe 890 by carla 0.5 → producer 1253 · c1 1252 · c2 1252 · affiliate 3756 · processor 890 · tax 1597
  `,
  "worked: the odd cent goes to the producer": `
    producer ana
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 209 → producer 396 · c1 395 · processor 209
  `,
  "worked: three cents, affiliate 20 %": `
    producer ana
    s1 paid 3 by carla 0.2 → producer 2 · affiliate 1
  `,
  "the answer of the domain, §11": `
    producer ana
    platform market 0.099 + 50 USD
    contract c1 bruno tiers net month 0.10 to 100000 0.20 cap-earned 500000 cap-sales 1000
    s1 paid 10000 fee stripe 320 by carla 0.35 via davi → producer 5054 · c1 562 · affiliate 3024 · platform 1040 · processor 320
  `,
  "tax to the tax party, shipping to the producer, neither shared": `
    producer ana
    contract c1 bruno 0.50
    s1 paid 1000 tax 200 ship 300 → producer 550 · c1 250 · tax 200
    s2 paid 500 tax 200 ship 300 → producer 300 · tax 200
  `,
  "a fee's rate is rounded half up, then the fixed part is added; another currency has none": `
    producer ana
    platform market 0.05 + 7 USD
    s1 paid 10 → producer 2 · platform 8
    s2 paid 9 → producer 2 · platform 7
    s3 paid 30 JPY → producer 28 · platform 2
    s4 paid 29 JPY → producer 28 · platform 1
  `,
  "fees the producer bears leave after the split": `
    producer ana
    platform market 0.10 producer
    processor producer
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 30 → producer 370 · c1 500 · platform 100 · processor 30
    s2 paid 100 ship 80 fee stripe 200 → producer -112 · c1 10 · platform 2 · processor 200
  `,
  "one fee shared, one the producer's": `
    producer ana
    platform market 0.10
    processor producer
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 30 fee adyen 7 → producer 413 · c1 450 · platform 100 · processor 30 · processor 7
  `,
  "nothing is left: the producer carries it": `
    producer ana
    contract c1 bruno 0.50
    contract c2 dora 0.10 base gross
    s1 paid 100 fee stripe 100 by carla 0.5 → producer 0 · processor 100
    s2 paid 100 ship 20 fee stripe 130 by carla 0.5 → producer -30 · processor 130
  `,
  "a sale of 0: no platform fee, a processor fee is the producer's, and it counts": `
    producer ana
    platform market 0.10 + 50 USD
    contract c1 bruno 0.50 cap-sales 1
    s1 paid 0 fee stripe 30 → producer -30 · processor 30
    s2 paid 1000 → producer 850 · platform 150
  `,
  "a sale that is all tax and shipping still pays the fixed fee": `
    producer ana
    platform market 0.10 + 50 USD
    contract c1 bruno 0.50
    s1 paid 100 tax 40 ship 60 → producer 10 · platform 50 · tax 40
  `,
  "affiliate of gross never gets more than net, and that is no abatement": `
    producer ana
    affiliate gross
    contract c1 bruno 0.10
    s1 paid 1000 fee stripe 400 by carla 0.80 → producer 0 · affiliate 600 · processor 400
  `,
  "affiliate against the rest: a tie goes to the rest": `
    producer ana
    s1 paid 1 by carla 0.5 → producer 1
    s2 paid 3 by carla 0.5 → producer 2 · affiliate 1
    s3 paid 1 by carla 0.500001 → producer 0 · affiliate 1
    s4 paid 5 by carla 1 → producer 0 · affiliate 5
    s5 paid 5 by carla 0 → producer 5
  `,
  "bases: after affiliate, net, gross": `
    producer ana
    max 0.99
    contract c1 bruno 0.10
    contract c2 dora 0.10 base net
    contract c3 edu 0.10 base gross
    s1 paid 1000 tax 100 fee stripe 100 by carla 0.5 → producer 190 · c1 40 · c2 80 · c3 90 · affiliate 400 · processor 100 · tax 100
  `,
  "scopes: all, direct, affiliate, recruited by this party": `
    producer ana
    contract c1 bruno 0.10
    contract c2 dora 0.10 scope direct
    contract c3 edu 0.10 scope affiliate
    contract c4 fabi 0.10 scope recruited
    contract c5 gil 0.20 scope recruited
    s1 paid 1000 → producer 800 · c1 100 · c2 100
    s2 paid 1000 by carla 0.1 → producer 720 · c1 90 · c3 90 · affiliate 100
    s3 paid 1000 by carla 0.1 via fabi → producer 630 · c1 90 · c3 90 · c4 90 · affiliate 100
    s4 paid 1000 by carla 0.1 via gil → producer 540 · c1 90 · c3 90 · c5 180 · affiliate 100
    s5 paid 1000 by carla 0.1 via someone → producer 720 · c1 90 · c3 90 · affiliate 100
    s6 paid 1000 by carla 0 via fabi → producer 700 · c1 100 · c3 100 · c4 100
  `,
  "co-producer and affiliate: both lines, unless a contract keeps them apart": `
    producer ana
    contract c1 bruno 0.10
    contract c2 dora 0.20 apart
    s1 paid 1000 by bruno 0.1 → producer 630 · c1 90 · c2 180 · affiliate 100
    s2 paid 1000 by dora 0.1 → producer 700 · c1 100 · c2 200
  `,
  "kept apart whatever the scope, only while in its term, and the recruiter goes with the affiliate": `
    producer ana
    contract c1 bruno 0.10 scope recruited apart from 2026-02-01 until 2026-03-01
    contract c2 davi 0.10 scope recruited
    contract c3 dora 0.10 scope direct
    s1 paid 1000 by bruno 0.1 via davi at 2026-01-31T23:59:59.999Z → producer 810 · c2 90 · affiliate 100
    s2 paid 1000 by bruno 0.1 via davi at 2026-02-01 → producer 900 · c3 100
    s3 paid 1000 by bruno 0.1 via davi at 2026-02-28T23:59:59.999Z → producer 900 · c3 100
    s4 paid 1000 by bruno 0.1 via davi at 2026-03-01 → producer 810 · c2 90 · affiliate 100
  `,
  "from inclusive, until exclusive, in any offset": `
    producer ana
    contract c1 bruno 0.10 from 2026-03-01T00:00:00-03:00 until 2026-03-02T00:00:00-03:00
    s1 paid 1000 at 2026-03-01T02:59:59Z → producer 1000
    s2 paid 1000 at 2026-03-01T03:00:00Z → producer 900 · c1 100
    s3 paid 1000 at 2026-03-02T02:59:59.999Z → producer 900 · c1 100
    s4 paid 1000 at 2026-03-02T00:00:00-03:00 → producer 1000
  `,
  "largest remainder over producer and contracts, ties in list order": `
    producer ana
    contract c1 bruno 0.25
    contract c2 dora 0.25
    s1 paid 1 → producer 1
    s2 paid 2 → producer 1 · c1 1
    s3 paid 3 → producer 1 · c1 1 · c2 1
    s4 paid 5 → producer 3 · c1 1 · c2 1
    s5 paid 6 → producer 3 · c1 2 · c2 1
    s6 paid 7 → producer 3 · c1 2 · c2 2
  `,
  "abatement: gross bases above the rest are scaled to fit it": `
    producer ana
    contract c1 bruno 0.50 base gross
    contract c2 dora 0.20 base gross
    s1 paid 10000 fee stripe 5000 → producer 0 · c1 3571 · c2 1429 · processor 5000 · abated
    s2 paid 10000 fee stripe 3000 → producer 0 · c1 5000 · c2 2000 · processor 3000
    s3 paid 10000 fee stripe 3001 → producer 0 · c1 4999 · c2 2000 · processor 3001 · abated
    s4 paid 1000 by carla 1 → producer 0 · affiliate 1000 · abated
    s5 paid 1000 fee stripe 1000 → producer 0 · processor 1000
  `,
  "abated ties go to the earlier contract, because the producer's quota is 0": `
    producer ana
    contract c1 bruno 0.30 base gross
    contract c2 dora 0.30 base gross
    s1 paid 10 fee stripe 5 → producer 0 · c1 3 · c2 2 · processor 5 · abated
  `,
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
  "refunds: by what is still un-reversed, and all ends at zero": `
    producer ana
    contract c1 bruno 0.10
    s1 paid 1000 fee stripe 209 → producer 712 · c1 79 · processor 209
    refund s1 400 → producer -285 · c1 -32 · processor -83
    refund s1 600 → producer -427 · c1 -47 · processor -126
  `,
  "a refund takes tax and shipping along": `
    producer ana
    contract c1 bruno 0.50
    s1 paid 1000 tax 200 ship 300 → producer 550 · c1 250 · tax 200
    refund s1 500 → producer -275 · c1 -125 · tax -100
    refund s1 500 → producer -275 · c1 -125 · tax -100
  `,
  "fees not returned are the producer's by default, and un-reversed counts the computed": `
    producer ana
    platform market 0.10
    contract c1 bruno 0.50
    s1 paid 1000 → producer 450 · c1 450 · platform 100
    refund s1 500 returned none → producer -275 · c1 -225
    refund s1 500 → producer -225 · c1 -225 · platform -50
  `,
  "one kind of fee returned, the other kept": `
    producer ana
    platform market 0.10
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 100 → producer 400 · c1 400 · platform 100 · processor 100
    refund s1 500 returned platform → producer -250 · c1 -200 · platform -50
    refund s1 500 returned processor → producer -250 · c1 -200 · processor -50
  `,
  "fees not returned, pro rata over what the others reverse, tax aside": `
    producer ana
    platform market 0.10
    unreturned pro_rata
    contract c1 bruno 0.50
    s1 paid 1100 tax 100 by carla 0.1 → producer 405 · c1 405 · affiliate 90 · platform 100 · tax 100
    refund s1 550 returned none → producer -226 · c1 -224 · affiliate -50 · tax -50
  `,
  "pro rata, a fee that is returned bears its part of one that is not": `
    producer ana
    platform market 0.10
    unreturned pro_rata
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 100 → producer 400 · c1 400 · platform 100 · processor 100
    refund s1 1000 returned platform → producer -445 · c1 -444 · platform -111
  `,
  "fees the producer bears stay his also pro rata": `
    producer ana
    platform market 0.10 producer
    unreturned pro_rata
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 100 → producer 350 · c1 450 · platform 100 · processor 100
    refund s1 1000 returned none → producer -494 · c1 -506
  `,
  "a producer line below 0 reverses as a negative share; pro-rata weights below 0 count 0": `
    producer ana
    processor producer
    unreturned pro_rata
    platform market 0.10
    contract c1 bruno 0.50
    s1 paid 1000 fee stripe 600 → producer -150 · c1 450 · platform 100 · processor 600
    refund s1 500 returned processor → producer 75 · c1 -246 · processor -329
    refund s1 500 → producer 75 · c1 -225 · platform -50 · processor -300
  `,
  "pro rata with nobody to bear it: the producer": `
    producer ana
    unreturned pro_rata
    s1 paid 100 fee stripe 150 → producer -50 · processor 150
    refund s1 100 returned none → producer -100
  `,
  "a refund lowers what cap.earned has counted, not counts and volumes": `
    producer ana
    contract c1 bruno 0.10 cap-earned 100 cap-sales 3
    s1 paid 1000 → producer 900 · c1 100
    refund s1 500 → producer -450 · c1 -50
    s2 paid 1000 → producer 950 · c1 50
    s3 paid 1000 → producer 1000
    refund s1 500 → producer -450 · c1 -50
    s4 paid 1000 → producer 1000
  `,
  "what cap.earned has counted never falls below 0": `
    producer ana
    platform market 0.50
    unreturned pro_rata
    contract c1 bruno 0.50 cap-earned 250
    s1 paid 1000 → producer 250 · c1 250 · platform 500
    refund s1 1000 returned none → producer -500 · c1 -500
    s2 paid 1000 → producer 250 · c1 250 · platform 500
    s3 paid 1000 → producer 500 · platform 500
  `,
  "the largest amounts stay exact": `
    producer ana
    platform market 0.099999
    contract c1 bruno 0.333333
    contract c2 dora 0.333333 base gross
    s1 paid 1000000000000000 by carla 0.123457 → producer 192593647325192 · c1 262962929217808 · c2 333333000000000 · affiliate 111111423457000 · platform 99999000000000
  `,
};
