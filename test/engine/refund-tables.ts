// Refunds as small tables: what was agreed, what came in, what each gets. In minor units.
// Each figure was worked out by hand from the domain (§6, §11), never copied from the program.
// Rows follow the form of table.ts; a title says what the table shows.

export const REFUND_TABLES: Readonly<Record<string, string>> = {
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
};
