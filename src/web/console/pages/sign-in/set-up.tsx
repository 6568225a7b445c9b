// The first visit to an own server: the first owner and the first business, in one go.
// It never opens without the token that the server printed when it started.
//   /set-up#k3v… → POST /v1/setup { token, name, email, password, workspace: { … } }

import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { Choice } from "../../../parts/choice.tsx";
import { Door } from "../../../parts/door.tsx";
import {
  countryOptions,
  currencyOptions,
  guessPlace,
  suggestCurrency,
  timeZoneOptions,
} from "../../../parts/places.ts";
import { Problem } from "../../../parts/problem.tsx";
import { fieldErrors } from "../../../problems/say-problem.ts";
import { LANGUAGES, languageName } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { firstRunAddress } from "../../addresses.ts";
import { type SetUp as SetUpFacts, setUp, setUpQuery } from "../../data/session.ts";
import css from "./set-up.module.css";
import { useEnter } from "./sign-in.tsx";

type Language = SetUpFacts["workspace"]["language"];

interface Facts {
  token: string;
  name: string;
  email: string;
  password: string;
  business: string;
  country: string;
  currency: string;
  timeZone: string;
  language: string;
  guaranteeDays: string;
}

type Give = (facts: Partial<Facts>) => void;

export function SetUp() {
  const words = useWords();
  const { say, language } = words;
  const { hash } = useLocation();
  const isNeeded = useQuery(setUpQuery).data?.needed;
  const [facts, setFacts] = useState<Facts>(() => firstFacts(hash.replace(/^#/, ""), language));
  const give: Give = (some) => setFacts((old) => ({ ...old, ...some }));
  const enter = useEnter();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () => setUp(asWire(facts)),
    onSuccess: async (session) => {
      await enter(session);
      const [first] = session.workspaces;
      if (first) await navigate({ to: firstRunAddress(first.id), replace: true });
    },
  });
  if (isNeeded === false) return <AlreadySetUp />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const errors = fieldErrors(save.error, words);
  return (
    <Door title={say("setUp.title")} lead={say("setUp.lead")} isWide>
      <form onSubmit={submit} className={css.form}>
        <fieldset className={css.set}>
          <legend>{say("setUp.you")}</legend>
          <You facts={facts} give={give} errors={errors} />
        </fieldset>
        <fieldset className={css.set}>
          <legend>{say("setUp.business")}</legend>
          <Business facts={facts} give={give} errors={errors} />
        </fieldset>
        {save.error ? <Problem error={save.error} shown={SHOWN} /> : null}
        <Button type="submit" size="md" loading={save.isPending}>
          {facts.business.trim() ? say("setUp.goNamed", { name: facts.business.trim() }) : say("setUp.go")}
        </Button>
      </form>
    </Door>
  );
}

interface Fields {
  facts: Facts;
  give: Give;
  errors: Record<string, string>;
}

function You({ facts, give, errors }: Fields) {
  const { say } = useWords();
  return (
    <Stack gap="md">
      {facts.token === "" || errors.token ? (
        <TextInput
          label={say("setUp.token")}
          description={say("setUp.tokenNote")}
          required
          withAsterisk={false}
          value={facts.token}
          error={errors.token}
          onChange={(event) => give({ token: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        label={say("setUp.name")}
        autoComplete="name"
        required
        withAsterisk={false}
        value={facts.name}
        error={errors.name}
        onChange={(event) => give({ name: event.currentTarget.value })}
      />
      <TextInput
        label={say("word.email")}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={facts.email}
        error={errors.email}
        onChange={(event) => give({ email: event.currentTarget.value })}
      />
      <PasswordInput
        label={say("word.password")}
        description={say("setUp.passwordNote")}
        autoComplete="new-password"
        required
        minLength={10}
        withAsterisk={false}
        value={facts.password}
        error={errors.password}
        visibilityToggleButtonProps={{ "aria-label": say("signIn.showPassword") }}
        onChange={(event) => give({ password: event.currentTarget.value })}
      />
    </Stack>
  );
}

function Business({ facts, give, errors }: Fields) {
  const { say, language } = useWords();
  const countries = useMemo(() => countryOptions(language), [language]);
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const zones = useMemo(timeZoneOptions, []);
  return (
    <Stack gap="md">
      <TextInput
        label={say("setUp.businessName")}
        autoComplete="organization"
        required
        withAsterisk={false}
        value={facts.business}
        error={errors["workspace.name"]}
        onChange={(event) => give({ business: event.currentTarget.value })}
      />
      <Group grow align="flex-start" className={css.pair ?? ""}>
        <Choice
          label={say("word.country")}
          data={countries}
          required
          withAsterisk={false}
          value={facts.country || null}
          error={errors["workspace.country"]}
          onChange={(country) => country && give({ country, currency: suggestCurrency(country) })}
        />
        <Choice
          label={say("word.currency")}
          data={currencies}
          required
          withAsterisk={false}
          value={facts.currency}
          error={errors["workspace.currency"]}
          onChange={(currency) => currency && give({ currency })}
        />
      </Group>
      <Group grow align="flex-start" className={css.pair ?? ""}>
        <Choice
          label={say("word.timeZone")}
          description={say("setUp.timeZoneNote")}
          data={zones}
          required
          withAsterisk={false}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={facts.timeZone}
          error={errors["workspace.timeZone"]}
          onChange={(timeZone) => timeZone && give({ timeZone })}
        />
        <Choice
          label={say("word.language")}
          description={say("setUp.languageNote")}
          data={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag) }))}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={facts.language}
          error={errors["workspace.language"]}
          onChange={(chosen) => chosen && give({ language: chosen })}
        />
      </Group>
      <Guarantee facts={facts} give={give} errors={errors} />
    </Stack>
  );
}

/** Asked at once: without it what is owed may be paid out on the day of the sale. */
function Guarantee({ facts, give, errors }: Fields) {
  const { say } = useWords();
  return (
    <TextInput
      label={say("setUp.guarantee")}
      description={say("setUp.guaranteeNote")}
      inputMode="numeric"
      pattern="[0-9]{1,4}"
      required
      withAsterisk={false}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={facts.guaranteeDays}
      error={errors["workspace.guaranteeDays"]}
      onChange={(event) => give({ guaranteeDays: event.currentTarget.value })}
    />
  );
}

function AlreadySetUp() {
  const { say } = useWords();
  return (
    <Door title={say("setUp.doneTitle")} lead={say("setUp.doneLead")}>
      <Button component={Link} to="/sign-in" mt="xl">
        {say("signIn.go")}
      </Button>
    </Door>
  );
}

const SHOWN = [
  "token",
  "name",
  "email",
  "password",
  "workspace.name",
  "workspace.country",
  "workspace.currency",
  "workspace.timeZone",
  "workspace.language",
  "workspace.guaranteeDays",
];

function firstFacts(token: string, language: string): Facts {
  const { country, timeZone } = guessPlace();
  const currency = suggestCurrency(country);
  const place = { country, currency, timeZone, language };
  return { token, name: "", email: "", password: "", business: "", ...place, guaranteeDays: "7" };
}

function asWire(facts: Facts): SetUpFacts {
  const { token, name, email, password, business, country, currency, timeZone, language } = facts;
  const place = { country, currency, timeZone, language: language as Language };
  const workspace = { name: business, ...place, guaranteeDays: Number(facts.guaranteeDays) };
  return { token, name, email, password, workspace };
}
