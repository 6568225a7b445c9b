// Keeps the click id of a Partage link on this site (first party) and hands it to forms and checkout links.
// Nothing is sent anywhere, but the code of an old link with data-ref="via": /?via=pete asks for a click of pete.
// <script src="…/partage.js" data-days="60" data-consent="ask" defer></script>
((w, d, n) => {
  const key = "partage_click";
  const no = "partage_consent";
  const who = "partage_who";
  const tag = d.currentScript;
  const own = tag?.dataset ?? {};
  const read = (name) => d.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? null;
  const write = (name, value, days) => {
    const where = own.domain ? `;domain=${own.domain}` : "";
    const safe = location.protocol === "https:" ? ";secure" : "";
    d.cookie = `${name}=${value};path=/;max-age=${days * 86400};samesite=lax${where}${safe}`;
  };
  const here = new URL(location.href);
  const brought = here.searchParams.get(key);
  const may = () =>
    !n.globalPrivacyControl &&
    n.doNotTrack !== "1" &&
    (own.consent === "ask" ? read(no) === "yes" : read(no) !== "no");
  const click = () => (may() ? read(key) : null);
  const keep = () => {
    if (!may()) return write(key, "", 0);
    if (/^click_[0-9a-z]{26}$/.test(brought ?? "")) return write(key, brought, +own.days || 60);
    const from = here.searchParams;
    const code = (own.ref ?? "").split(",").reduce((found, name) => found ?? from.get(name), null);
    if (!code || sessionStorage[who] === code) return;
    const ask = `/l/${encodeURIComponent(code)}?by=script&visitor=${read(who) ?? ""}`;
    fetch(new URL(ask, tag.src)).then(async (said) => {
      const [id, visitor] = (await said.text()).split(" ");
      sessionStorage[who] = code;
      if (!visitor || !may()) return;
      write(key, id, +own.days || 60);
      write(who, visitor, 400);
    }, String);
  };
  keep();
  if (brought !== null) {
    here.searchParams.delete(key);
    history.replaceState(history.state, "", here);
  }
  d.addEventListener(
    "submit",
    ({ target }) => {
      const id = click();
      for (const field of target.querySelectorAll(`input[name=${key}]`)) field.value = id ?? "";
    },
    true,
  );
  const hand = ({ target }) => {
    const link = target.closest?.("a[data-partage]");
    const id = link && click();
    if (!id) return;
    const to = new URL(link.href);
    to.searchParams.set(link.dataset.partage || key, id);
    link.href = to.href;
  };
  for (const act of ["mousedown", "keydown", "click"]) d.addEventListener(act, hand, true);
  w.partage = {
    get tracked() {
      return may();
    },
    click,
    consent(yes) {
      write(no, yes ? "yes" : "no", 400);
      keep();
      return may();
    },
  };
})(window, document, navigator);
