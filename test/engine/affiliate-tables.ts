// Several affiliates of one sale as small tables: who, at what rate, with which weight; what each gets. Each
// figure was worked out by hand from docs/split-format.md. Rows follow the form of table.ts.

export const AFFILIATE_TABLES: Readonly<Record<string, string>> = {
  "one in a list with the whole weight is one affiliate": `
    producer ana
    contract c1 bruno 0.10
    s1 paid 10000 by carla 0.35 → producer 5850 · c1 650 · affiliate 3500
    s2 paid 10000 by carla 0.35 1 → producer 5850 · c1 650 · affiliate 3500
    s3 paid 3 by carla 0.2 1 → producer 2 · affiliate 1
    s4 paid 1 by carla 0.5 1 → producer 1
  `,
  "each earns its weight of its own rate": `
    producer ana
    contract c1 bruno 0.10
    s1 paid 10000 by carla 0.30 0.5, dora 0.20 0.5 → producer 6750 · c1 750 · affiliate 1500 · affiliate 1000
    s2 paid 10000 by carla 0.30 0.333334, dora 0.30 0.333333, eva 0.30 0.333333 → producer 6300 · c1 700 · affiliate 1000 · affiliate 1000 · affiliate 1000
    refund s1 5000 → producer -3375 · c1 -375 · affiliate -750 · affiliate -500
  `,
  "ties go to the rest first, then to the earlier": `
    producer ana
    s1 paid 10 by carla 0.5 0.3, dora 0.5 0.7 → producer 5 · affiliate 2 · affiliate 3
    s2 paid 5 by carla 0.2 0.5, dora 0.2 0.5 → producer 4 · affiliate 1
    s3 paid 1 by carla 1 0.5, dora 1 0.5 → producer 0 · affiliate 1
  `,
  "together never more than net, scaled in proportion, and that is no abatement": `
    producer ana
    affiliate gross
    contract c1 bruno 0.10
    s1 paid 1000 fee stripe 700 by carla 0.60 0.5, dora 0.20 0.5 → producer 0 · affiliate 225 · affiliate 75 · processor 700
  `,
  "nothing is left: nobody earns": `
    producer ana
    contract c1 bruno 0.10
    s1 paid 100 fee stripe 100 by carla 0.60 0.5, dora 0.20 0.5 → producer 0 · processor 100
  `,
  "a manager counts the weight of those it recruited": `
    producer ana
    contract c1 davi 0.10 scope recruited
    contract c2 eva 0.10 scope recruited
    contract c3 bruno 0.20 scope affiliate
    contract c4 zoe 0.20 scope direct
    s1 paid 10000 by carla 0.20 0.25 via davi, dora 0.20 0.75 → producer 6200 · c1 200 · c3 1600 · affiliate 500 · affiliate 1500
    s2 paid 10000 by carla 0.20 0.25 via davi, dora 0.20 0.75 via eva → producer 5600 · c1 200 · c2 600 · c3 1600 · affiliate 500 · affiliate 1500
    s3 paid 10001 by carla 0 0.5 via davi, dora 0 0.5 → producer 7501 · c1 500 · c3 2000
  `,
  "a manager's volume is the part that counts": `
    producer ana
    contract c1 davi scope recruited tiers net month 0.10 to 1000 0.20
    s1 paid 2000 by carla 0 0.4 via davi, dora 0 0.6 → producer 1920 · c1 80
    s2 paid 1000 by carla 0 0.4 via davi, dora 0 0.6 → producer 940 · c1 60
  `,
  "recruiters who recoup from the whole take their rate of their part, so that the cap holds": `
    producer ana
    contract c1 davi 0.10 scope recruited recoup 500000 USD whole 0.6
    contract c2 eva 0.10 scope recruited recoup 500000 USD whole 0.6
    s1 paid 10000 by carla 0.10 0.5 via davi, dora 0.10 0.5 via eva → producer 3240 · c1 180 · c1+recoup 2700 · c2 180 · c2+recoup 2700 · affiliate 500 · affiliate 500
    s2 paid 10000 by carla 0.10 0.25 via davi, dora 0.10 0.75 → producer 7459 · c1 191 · c1+recoup 1350 · affiliate 250 · affiliate 750
  `,
  "one that a contract bars is left out, its weight is nobody's; with none left the sale is direct": `
    producer ana
    contract c1 bruno 0.10 apart
    contract c2 zoe 0.10 scope direct
    s1 paid 1000 by bruno 0.20 0.5, dora 0.20 0.5 → producer 810 · c1 90 · affiliate 100
    s2 paid 1000 by bruno 0.20 1 → producer 800 · c1 100 · c2 100
  `,
  "the highest affiliate rate looks at each": `
    producer ana
    contract c1 bruno 0.50 most 0.20
    s1 paid 1000 by carla 0.40 0.5, dora 0.10 0.5 → producer 325 · c1 425 · affiliate 200 · affiliate 50
  `,
};
