// The waterfall as small tables: what was agreed, what came in, what each gets. In minor units.
// Each figure was worked out by hand from the domain (§3, §11), never copied from the program.
// Rows follow the form of table.ts; a title says what the table shows.

export const SALE_TABLES: Readonly<Record<string, string>> = {
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
  "from inclusive, until exclusive, to the last digit": `
    producer ana
    contract c1 bruno 0.1 from 2026-03-01T12:00:00.0005Z until 2026-03-01T12:00:00.00071Z
    contract c2 carla 0.2 from 2026-03-01T12:00:00.0007Z until 2026-03-01T12:00:00.001Z
    s1 paid 1000 at 2026-03-01T12:00:00.0004999999999999999999999Z → producer 1000
    s2 paid 1000 at 2026-03-01T12:00:00Z → producer 1000
    s3 paid 1000 at 2026-03-01T12:00:00.000500Z → producer 900 · c1 100
    s4 paid 1000 at 2026-03-01T12:00:00.000699999Z → producer 900 · c1 100
    s5 paid 1000 at 2026-03-01T09:00:00.0007-03:00 → producer 700 · c1 100 · c2 200
    s6 paid 1000 at 2026-03-01T12:00:00.00070999Z → producer 700 · c1 100 · c2 200
    s7 paid 1000 at 2026-03-01T12:00:00.00071Z → producer 800 · c2 200
    s8 paid 1000 at 2026-03-01T12:00:00.000999999999Z → producer 800 · c2 200
    s9 paid 1000 at 2026-03-01T12:00:00.001Z → producer 1000
    s10 paid 1000 at 2026-03-01T12:00:00.00051Z → producer 900 · c1 100
  `,
  "a leap second lies after its day's last millisecond and before the next day": `
    producer ana
    contract c1 bruno 0.1 from 2016-12-31T23:59:59.9995Z until 2016-12-31T23:59:60.25Z
    contract c2 carla 0.2 from 2016-12-31T23:59:60.25Z until 2017-01-01T00:00:00Z
    s1 paid 1000 at 2016-12-31T23:59:59.999Z → producer 1000
    s2 paid 1000 at 2016-12-31T23:59:59.9996Z → producer 900 · c1 100
    s3 paid 1000 at 2016-12-31T23:59:60Z → producer 900 · c1 100
    s4 paid 1000 at 2016-12-31T23:59:60.2499999Z → producer 900 · c1 100
    s5 paid 1000 at 2017-01-01T00:59:60.250+01:00 → producer 800 · c2 200
    s6 paid 1000 at 2016-12-31T23:59:60.999999Z → producer 800 · c2 200
    s7 paid 1000 at 2017-01-01T00:00:00Z → producer 1000
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
  "abated already where the quotas exceed the rest by a fraction": `
    producer ana
    contract c1 bruno 0.35 base gross
    contract c2 dora 0.35 base gross
    s1 paid 15 fee stripe 5 → producer 0 · c1 5 · c2 5 · processor 5 · abated
    s2 paid 15 fee stripe 4 → producer 1 · c1 5 · c2 5 · processor 4
  `,
  "abated ties go to the earlier contract, because the producer's quota is 0": `
    producer ana
    contract c1 bruno 0.30 base gross
    contract c2 dora 0.30 base gross
    s1 paid 10 fee stripe 5 → producer 0 · c1 3 · c2 2 · processor 5 · abated
  `,
  "the largest amounts stay exact": `
    producer ana
    platform market 0.099999
    contract c1 bruno 0.333333
    contract c2 dora 0.333333 base gross
    s1 paid 1000000000000000 by carla 0.123457 → producer 192593647325192 · c1 262962929217808 · c2 333333000000000 · affiliate 111111423457000 · platform 99999000000000
  `,
};
