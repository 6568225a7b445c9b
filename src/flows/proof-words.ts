// What the download of a partner's sales says of itself, in both languages: what lies in it, how to split it
// again, what stands in for what is not shown. Never a figure of its own.
// Example: proofWords({ party: "party_…", name: "Bruno Lima", … }) → README.txt

export interface ProofFacts {
  /** Public id. */
  party: string;
  name: string;
  workspace: string;
  at: string;
  sales: number;
  notShown: number;
}

export function proofWords(facts: ProofFacts): string {
  return `${english(facts)}\n\n${"-".repeat(72)}\n\n${portuguese(facts)}\n`;
}

const CHECK = (party: string) =>
  `  bin/partage split --plan plan.json sales.ndjson > answers.ndjson
  jq -c --arg me ${party} \\
    '{id, lines: [.allocations[] | select(.party == $me) | del(.party)]}' \\
    answers.ndjson | diff - expected.ndjson`;

function english({ party, name, workspace, at, sales, notShown }: ProofFacts): string {
  return `PARTAGE: THE SALES BEHIND YOUR FIGURES

${name}, of ${workspace}. Made ${at}, ${sales} sales.

What lies here
  sales.ndjson     the sales you may see, in the order of the ledger, each followed by what was
                   taken back of it; before them, the plan they were split by and what clauses
                   had counted, wherever either changes
  plan.json        the first of these plans
  expected.ndjson  your lines of each sale and of each reversal, as they were posted
  not-shown.ndjson your lines of ${notShown} sales and reversals that cannot be split again
                   from here: ask about them where they stand

Split them again
${CHECK(party)}
No output of diff: every line of yours comes out to the last unit. docs/split-format.md of Partage
describes every field, docs/partner-sight.md what you see and what not.

What is not shown
  Who the other partners are and what they get is not yours to see, unless it was granted to you.
  "others" is everybody but you and the fees that leave before the split. Your own part does not
  depend on how they divide theirs, but for one unit of rounding: where it does, a "stand-in" takes
  a part of theirs, so that the unit falls as it fell. Its share is nobody's. An affiliate is called
  "affiliate". Buyers are not in here. A dispute that was lost stands as a refund.`;
}

function portuguese({ party, name, workspace, at, sales, notShown }: ProofFacts): string {
  return `PARTAGE: AS VENDAS POR TRÁS DOS SEUS VALORES

${name}, de ${workspace}. Gerado em ${at}, ${sales} vendas.

O que há aqui
  sales.ndjson     as vendas que você pode ver, na ordem do livro, cada uma seguida do que foi
                   devolvido dela; antes delas, o plano pelo qual foram divididas e o que as
                   cláusulas já haviam contado, sempre que um dos dois muda
  plan.json        o primeiro desses planos
  expected.ndjson  suas linhas de cada venda e de cada devolução, como foram lançadas
  not-shown.ndjson suas linhas de ${notShown} vendas e devoluções que não podem ser divididas de novo
                   a partir daqui: pergunte sobre elas na própria venda

Divida de novo
${CHECK(party)}
Se o diff não mostra nada, cada linha sua confere até a última unidade. O docs/split-format.md do
Partage descreve cada campo, e o docs/partner-sight.md o que você vê e o que não.

O que não aparece
  Quem são os outros parceiros e quanto recebem não é seu para ver, a menos que lhe tenha sido
  concedido. "others" são todos menos você e as taxas que saem antes da divisão. Sua parte não
  depende de como eles dividem a deles, a não ser por uma unidade de arredondamento: quando depende,
  um "stand-in" fica com uma parte da deles, para que a unidade caia como caiu. A participação dele
  não é de ninguém. Um afiliado se chama "affiliate". Compradores não estão aqui. Uma contestação
  perdida aparece como reembolso.`;
}
